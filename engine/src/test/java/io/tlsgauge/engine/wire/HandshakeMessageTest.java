package io.tlsgauge.engine.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tlsgauge.engine.alert.AlertDescription;
import io.tlsgauge.engine.alert.TlsException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HandshakeMessageTest {
    static Stream<HandshakeMessage> messages() {
        byte[] random = new byte[32];
        return Stream.of(
                new HelloRequest(),
                new ClientHello(
                        ProtocolVersion.TLS_1_2,
                        random,
                        new byte[] {1, 2, 3},
                        new int[] {0x9c, 0x2f},
                        new byte[1],
                        ClientHelloExtensions.builder()
                                .serverName(Optional.of("example.com"))
                                .maxFragmentLength(Optional.of(MaxFragmentLength.BYTES_1024))
                                .statusRequest(true)
                                .supportedGroups(29, 23)
                                .signatureAlgorithms(0x0401)
                                .applicationProtocols(List.of("h2", "http/1.1"))
                                .encryptThenMac(true)
                                .extendedMasterSecret(true)
                                .sessionTicket(Optional.of(new byte[] {9, 9}))
                                .renegotiatedConnection(Optional.of(new byte[0]))
                                .supportedVersions(ProtocolVersion.TLS_1_2)
                                .build()),
                new ServerHello(
                        ProtocolVersion.TLS_1_2,
                        random,
                        new byte[] {1, 2, 3},
                        0x9c,
                        0,
                        ServerHelloExtensions.builder()
                                .serverName(true)
                                .maxFragmentLength(Optional.of(MaxFragmentLength.BYTES_1024))
                                .statusRequest(true)
                                .ecPointFormats(true)
                                .applicationProtocol(Optional.of("h2"))
                                .encryptThenMac(true)
                                .extendedMasterSecret(true)
                                .sessionTicket(true)
                                .renegotiatedConnection(Optional.of(new byte[0]))
                                .build()),
                new NewSessionTicket(3600, new byte[] {1, 2, 3, 4}),
                new CertificateMessage(List.of(new byte[] {1, 2, 3}, new byte[] {4, 5})),
                new CertificateStatus(new byte[] {1, 2, 3}),
                new ServerKeyExchange(29, new byte[] {1, 2, 3}, 0x0401, new byte[] {4, 5}),
                new CertificateRequest(
                        new byte[] {1, 64}, new int[] {0x0401, 0x0403}, List.of(new byte[] {1, 2}, new byte[] {3})),
                new ServerHelloDone(),
                ClientKeyExchange.ofEncryptedPremasterSecret(new byte[] {1, 2, 3}),
                ClientKeyExchange.ofPublicKey(new byte[] {1, 2, 3}),
                new CertificateVerify(0x0401, new byte[] {1, 2, 3}),
                new Finished(new byte[12]));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void decodedMessageEncodesToTheSameBytes(HandshakeMessage message) throws TlsException {
        byte[] body = body(message);
        assertArrayEquals(body, body(HandshakeMessage.decode(message.type(), body, 0, body.length)));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void everyTruncationIsAMessageOrATlsException(HandshakeMessage message) {
        byte[] body = body(message);
        for (int length = 0; length < body.length; length++) {
            decodeAnyhow(message.type(), body, length);
        }
    }

    @ParameterizedTest
    @MethodSource("messages")
    void everyChangeOfAByteIsAMessageOrATlsException(HandshakeMessage message) {
        byte[] body = body(message);
        for (int i = 0; i < body.length; i++) {
            byte original = body[i];
            for (int value = 0; value < 256; value++) {
                body[i] = (byte) value;
                decodeAnyhow(message.type(), body, body.length);
            }
            body[i] = original;
        }
    }

    /** Those whose form does not depend on what was agreed. */
    static Stream<HandshakeMessage> messagesOfFixedForm() {
        return messages().filter(message -> !(message instanceof ClientKeyExchange || message instanceof Finished));
    }

    @ParameterizedTest
    @MethodSource("messagesOfFixedForm")
    void bytesBehindAMessageOfFixedFormAreRefused(HandshakeMessage message) {
        byte[] longer = Arrays.copyOf(body(message), body(message).length + 1);

        assertThrows(TlsException.class, () -> HandshakeMessage.decode(message.type(), longer, 0, longer.length));
    }

    /** Anything but a message or a TlsException leaves this method as an exception, and fails the test. */
    private static void decodeAnyhow(HandshakeType type, byte[] body, int length) {
        try {
            body(HandshakeMessage.decode(type, body, 0, length));
        } catch (TlsException e) {
            assertNotEquals(AlertDescription.INTERNAL_ERROR, e.alert());
        }
    }

    private static byte[] body(HandshakeMessage message) {
        WireWriter out = new WireWriter(16);
        message.encodeBody(out);
        return out.toByteArray();
    }
}
