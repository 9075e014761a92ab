package io.tlsgauge.benchmarks.store;

import java.nio.ByteBuffer;

/** A session ID of 32 bytes as a key; the server drew it at random, so that any part of it is a hash. */
record SessionKey(long first, long second, long third, long fourth) {
    static final int LENGTH = 4 * Long.BYTES;

    static SessionKey of(byte[] id) {
        ByteBuffer bytes = ByteBuffer.wrap(id);
        return new SessionKey(bytes.getLong(), bytes.getLong(), bytes.getLong(), bytes.getLong());
    }

    @Override
    public int hashCode() {
        return Long.hashCode(first);
    }
}
