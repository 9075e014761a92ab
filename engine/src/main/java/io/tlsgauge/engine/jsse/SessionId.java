package io.tlsgauge.engine.jsse;

import java.util.Arrays;

/**
 * A session's ID as a key. Servers draw it at random, so that its first bytes are hash enough; it has an order for the
 * sake of tables that meet a client which lets all IDs go but those that begin alike.
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
