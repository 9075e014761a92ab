package io.tlsgauge.engine.session;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.SecureRandom;

/**
 * Where a session ID belongs in a table, by a key that nobody outside knows.
 *
 * <p>The server draws its IDs at random, but a client can have many drawn and let those go that do not suit
 * it. By the bytes of the ID alone it could so fill one place of the table, and make every look-up there
 * long; by a keyed hash it can't tell which IDs meet. Two multiplications to 128 bits, folded, as in wyhash.
 */
final class SessionIdHash {
    static final int ID_LENGTH = 32;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final long[] key;

    SessionIdHash(SecureRandom random) {
        this.key = random.longs(ID_LENGTH / Long.BYTES + 1).toArray();
    }

    /** The hash of the ID at {@code offset}. */
    long of(byte[] bytes, int offset) {
        long first = fold(word(bytes, offset, 0), word(bytes, offset, 1));
        long second = fold(word(bytes, offset, 2), word(bytes, offset, 3));
        return fold(first ^ key[4], second | 1);
    }

    private long word(byte[] bytes, int offset, int number) {
        return (long) LONG.get(bytes, offset + number * Long.BYTES) ^ key[number];
    }

    private static long fold(long a, long b) {
        return Math.multiplyHigh(a, b) ^ a * b;
    }
}
