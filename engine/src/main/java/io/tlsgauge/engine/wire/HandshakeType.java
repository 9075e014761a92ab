package io.tlsgauge.engine.wire;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

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

    // The same for every message: an Optional of its own would be made for each.
    private static final List<Optional<HandshakeType>> BY_CODE = IntStream.range(0, 256)
            .mapToObj(code ->
                    Arrays.stream(values()).filter(type -> type.code == code).findFirst())
            .toList();

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
        return BY_CODE.get(code & 0xff);
    }

    /** The name as the RFC writes it, such as {@code ClientHello}. */
    @Override
    public String toString() {
        return name;
    }
}
