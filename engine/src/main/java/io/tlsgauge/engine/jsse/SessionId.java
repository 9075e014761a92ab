package io.tlsgauge.engine.jsse;

import java.util.Arrays;

/**
 * A session's ID as a key of the JDK's tables. Servers draw it at random, so that its first bytes are hash enough. A
 * client may let all IDs go but those that begin alike: these tables then make trees of them by their order, which is
 * why no secret goes into the hash, as it does in the engine's own cache.
 *
 * @param bytes from then on unchanged
 */
record SessionId(byte[] bytes) implements Comparable<SessionId> {
    private static final int HASHED = 4;

    @Override
    public int hashCode() {
        int hash = 0;
        for (int i = 0; i < Math.min(HASHED, bytes.length); i++) {
            hash = hash << 8 | bytes[i] & 0xff;
        }
        return hash;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SessionId that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int compareTo(SessionId other) {
        return Arrays.compareUnsigned(bytes, other.bytes);
    }
}
