package io.tlsgauge.engine.wire;

import java.util.Optional;

/** The handshake messages (RFC 5246 §7.4, RFC 5077 §3.3, RFC 6066 §8), with the most bytes a body may have. */
public enum HandshakeType {
    HELLO_REQUEST(0, 0, "HelloRequest"),
    CLIENT_HELLO(1, 1 << 16, "ClientHello"),
    SERVER_HELLO(2, 1 << 16, "ServerHello"),
    NEW_SESSION_TICKET(4, (1 << 16) + 6, "NewSessionTicket"),
    CERTIFICATE(11, 1 << 17, "Certificate"),
    SERVER_KEY_EXCHANGE(12, 1 << 12, "ServerKeyExchange"),
    CERTIFICATE_REQUEST(13, 1 << 17, "CertificateRequest"),
    SERVER_HELLO_DONE(14, 0, "ServerHelloDone"),
    CERTIFICATE_VERIFY(15, 1 << 12, "CertificateVerify"),
    CLIENT_KEY_EXCHANGE(16, 1 << 12, "ClientKeyExchange"),
    FINISHED(20, 64, "Finished"),
    CERTIFICATE_STATUS(22, 1 << 16, "CertificateStatus");

    /** The bytes before a message's body: its type, and its length in three bytes. */
    public static final int HEADER_LENGTH = 4;

    private static final HandshakeType[] BY_CODE = new HandshakeType[256];

    static {
        for (HandshakeType type : values()) {
            BY_CODE[type.code] = type;
        }
    }

    private final int code;
    private final int maxLength;
    private final String name;

    HandshakeType(int code, int maxLength, String name) {
        this.code = code;
        this.maxLength = maxLength;
        this.name = name;
    }

    /** The type's code on the wire, one byte. */
    public int code() {
        return code;
    }

    /** The most bytes that a body of this type may have; a longer one is never collected. */
    public int maxLength() {
        return maxLength;
    }

    /** The type with this code, or empty where the engine does not know it. */
    public static Optional<HandshakeType> ofCode(int code) {
        return Optional.ofNullable(BY_CODE[code & 0xff]);
    }

    /** The name as the RFC writes it, such as {@code ClientHello}. */
    @Override
    public String toString() {
        return name;
    }
}
