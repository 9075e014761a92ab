package io.tlsgauge.engine.crypto;

/**
 * Comparisons and selections whose time and memory accesses do not depend on the values. A mask is -1,
 * all ones, for true and 0 for false.
 */
public final class ConstantTime {
    private ConstantTime() {}

    /** The mask of {@code a == b}. */
    public static int eq(int a, int b) {
        int difference = a ^ b;
        return ~((difference | -difference) >> 31);
    }

    /** The mask of {@code a < b}, of two values that are not negative. */
    public static int lt(int a, int b) {
        return (a - b) >> 31;
    }

    /** {@code a} where the mask is true, {@code b} where it is false. */
    public static int select(int mask, int a, int b) {
        return a & mask | b & ~mask;
    }

    /** Writes {@code a} into {@code out} where the mask is true, {@code b} where it is false; of one length. */
    public static void select(int mask, byte[] a, byte[] b, byte[] out) {
        for (int i = 0; i < out.length; i++) {
            out[i] = (byte) select(mask, a[i], b[i]);
        }
    }

    /** Whether two ranges of bytes are the same. */
    public static boolean equal(byte[] a, int aOffset, byte[] b, int bOffset, int length) {
        int difference = 0;
        for (int i = 0; i < length; i++) {
            difference |= a[aOffset + i] ^ b[bOffset + i];
        }
        return difference == 0;
    }
}
