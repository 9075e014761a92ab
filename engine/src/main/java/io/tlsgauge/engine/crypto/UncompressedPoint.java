package io.tlsgauge.engine.crypto;

import io.tlsgauge.engine.alert.AlertDescription;
import io.tlsgauge.engine.alert.TlsException;
import java.math.BigInteger;
import java.security.spec.ECFieldFp;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.util.Arrays;

/** A point of a Weierstrass curve as it stands on the wire: 04, x, y (RFC 8422 §5.4.1). */
public final class UncompressedPoint {
    private static final byte UNCOMPRESSED = 4;
    private static final BigInteger THREE = BigInteger.valueOf(3);

    private UncompressedPoint() {}

    /** The point's encoding. */
    public static byte[] encode(NamedGroup group, ECPoint point) {
        int length = group.coordinateLength();
        byte[] encoded = new byte[1 + 2 * length];
        encoded[0] = UNCOMPRESSED;
        copyUnsigned(point.getAffineX(), encoded, 1, length);
        copyUnsigned(point.getAffineY(), encoded, 1 + length, length);
        return encoded;
    }

    /**
     * Decodes a peer's point.
     *
     * <p>That it lies on the curve is checked here, whatever a provider does: a point of another curve, of small
     * order, would give away the private key piece by piece (Biehl, Meyer and Müller 2000).
     *
     * @throws TlsException with {@code illegal_parameter} if it is no point of the group
     */
    public static ECPoint decode(NamedGroup group, byte[] encoded) throws TlsException {
        int length = group.coordinateLength();
        if (encoded.length != 1 + 2 * length || encoded[0] != UNCOMPRESSED) {
            throw new TlsException(
                    AlertDescription.ILLEGAL_PARAMETER,
                    "a public key of " + encoded.length + " bytes is no uncompressed point of " + group);
        }
        BigInteger x = new BigInteger(1, Arrays.copyOfRange(encoded, 1, 1 + length));
        BigInteger y = new BigInteger(1, Arrays.copyOfRange(encoded, 1 + length, encoded.length));
        if (!isOnCurve(group.parameters(), x, y)) {
            throw new TlsException(AlertDescription.ILLEGAL_PARAMETER, "a public key is no point of " + group);
        }
        return new ECPoint(x, y);
    }

    private static boolean isOnCurve(ECParameterSpec curve, BigInteger x, BigInteger y) {
        BigInteger p = ((ECFieldFp) curve.getCurve().getField()).getP();
        if (x.compareTo(p) >= 0 || y.compareTo(p) >= 0) {
            return false;
        }
        BigInteger right = x.modPow(THREE, p)
                .add(curve.getCurve().getA().multiply(x))
                .add(curve.getCurve().getB())
                .mod(p);
        return y.multiply(y).mod(p).equals(right);
    }

    private static void copyUnsigned(BigInteger value, byte[] out, int offset, int length) {
        byte[] bytes = value.toByteArray();
        int start = bytes.length > length ? bytes.length - length : 0;
        int count = bytes.length - start;
        System.arraycopy(bytes, start, out, offset + length - count, count);
    }
}
