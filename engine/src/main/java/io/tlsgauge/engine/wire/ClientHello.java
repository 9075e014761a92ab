package io.tlsgauge.engine.wire;

import io.tlsgauge.engine.alert.TlsException;

/**
 * The client's offer (RFC 5246 §7.4.1.2).
 *
 * @param version the highest version the client says it speaks
 * @param random 32 bytes
 * @param sessionId 0 to 32 bytes
 * @param cipherSuites two-byte codes in the client's order
 * @param compressionMethods one-byte codes
 * @param extensions those the engine knows
 */
public record ClientHello(
        int version,
        byte[] random,
        byte[] sessionId,
        int[] cipherSuites,
        byte[] compressionMethods,
        ClientHelloExtensions extensions)
        implements HandshakeMessage {
    /** The length in bytes of either side's random (RFC 5246 §7.4.1.2). */
    public static final int RANDOM_LENGTH = 32;

    /** The most bytes that a session ID may have. */
    public static final int MAX_SESSION_ID_LENGTH = 32;

    /** The cipher suite's code that stands for an empty renegotiation_info extension (RFC 5746 §3.3). */
    public static final int EMPTY_RENEGOTIATION_INFO_SCSV = 0x00ff;

    /** The cipher suite's code that stands for a second try with a lower version (RFC 7507 §2). */
    public static final int FALLBACK_SCSV = 0x5600;

    static ClientHello decode(WireReader in) throws TlsException {
        return new ClientHello(
                in.uint16(),
                in.opaque(RANDOM_LENGTH),
                in.opaque8(0, MAX_SESSION_ID_LENGTH, "session_id"),
                in.uint16Vector16("cipher_suites"),
                in.opaque8(1, 0xff, "compression_methods"),
                ClientHelloExtensions.decode(in));
    }

    /** Whether the client offers the cipher suite, or signals with the code, {@code code}. */
    public boolean offers(int code) {
        for (int cipherSuite : cipherSuites) {
            if (cipherSuite == code) {
                return true;
            }
        }
        return false;
    }

    /** Whether the client offers not to compress, as every client must. */
    public boolean offersNullCompression() {
        for (byte method : compressionMethods) {
            if (method == 0) {
                return true;
            }
        }
        return false;
    }

    @Override
    public HandshakeType type() {
        return HandshakeType.CLIENT_HELLO;
    }

    @Override
    public void encodeBody(WireWriter out) {
        out.uint16(version);
        out.opaque(random);
        out.opaque8(sessionId);
        out.uint16(cipherSuites.length * 2);
        for (int cipherSuite : cipherSuites) {
            out.uint16(cipherSuite);
        }
        out.opaque8(compressionMethods);
        extensions.encode(out);
    }
}
