package io.tlsgauge.benchmarks.timing;

import io.tlsgauge.benchmarks.certificate.CertificateChain;
import io.tlsgauge.engine.TlsConnection;
import io.tlsgauge.engine.alert.AlertDescription;
import io.tlsgauge.engine.alert.TlsException;
import io.tlsgauge.engine.config.ClientConfig;
import io.tlsgauge.engine.config.Identity;
import io.tlsgauge.engine.config.ServerConfig;
import io.tlsgauge.engine.crypto.CipherSuite;
import io.tlsgauge.engine.crypto.Crypto;
import io.tlsgauge.engine.crypto.FastKeyErasureRandom;
import io.tlsgauge.engine.crypto.Pkcs1;
import io.tlsgauge.engine.wire.ClientKeyExchange;
import io.tlsgauge.engine.wire.ContentType;
import io.tlsgauge.engine.wire.HandshakeMessage;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A server's answer to a client's second flight whose premaster secret is right or spoilt in one of many ways
 * (RFC 5246 §7.4.7.1). The Finished is wrong in every class, so that each must end in {@code bad_record_mac} at the same
 * moment; what is timed goes from the flight's first byte to the alert.
 */
public final class PremasterAnswers implements TimedAnswers {
    private static final int MODULUS_LENGTH = 256;
    private static final int SECRET_LENGTH = 48;
    private static final int VERSION = 0x0303;
    private static final int INPUTS = 128;
    private static final int FINISHED_RECORD_LENGTH = 8 + 16 + 16;
    private static final ByteBuffer NONE = ByteBuffer.allocate(0);

    private final SecureRandom random = new FastKeyErasureRandom();
    private final String provider;
    private final ServerConfig server;
    private final byte[] clientHello;
    private final List<PremasterClass> classes;
    private final ByteBuffer[][] flights;
    private final ByteBuffer output = ByteBuffer.allocate(1 << 14);
    private int next;

    /** A way to make the block that is encrypted. */
    private record PremasterClass(String name, Supplier<byte[]> block) {}

    /** Prepares the inputs for a server with this provider. */
    public PremasterAnswers(String provider) {
        this.provider = provider;
        Crypto crypto = Crypto.of(provider);
        CertificateChain chain = CertificateChain.rsa(MODULUS_LENGTH * 8);
        this.server = ServerConfig.builder()
                .crypto(crypto)
                .cipherSuites(List.of(CipherSuite.TLS_RSA_WITH_AES_128_GCM_SHA256))
                .identity(Identity.of(crypto, chain.chain(), chain.key()))
                .build();
        this.clientHello = clientHello();
        this.classes = List.of(
                new PremasterClass("well-formed", () -> block(secret(VERSION))),
                new PremasterClass("well-formed, again", () -> block(secret(VERSION))),
                new PremasterClass("wrong version", () -> block(secret(VERSION - 1))),
                new PremasterClass("wrong first byte", () -> changed(0, 1)),
                new PremasterClass("wrong block type", () -> changed(1, 1)),
                new PremasterClass("zero among the first padding", () -> changed(5, 0)),
                new PremasterClass("zero late in the padding", () -> changed(MODULUS_LENGTH - SECRET_LENGTH - 9, 0)),
                new PremasterClass("no separator", () -> changed(MODULUS_LENGTH - SECRET_LENGTH - 1, 1)),
                new PremasterClass("secret too short", () -> block(Arrays.copyOf(secret(VERSION), SECRET_LENGTH - 1))),
                new PremasterClass("secret too long", () -> block(Arrays.copyOf(secret(VERSION), SECRET_LENGTH + 1))),
                new PremasterClass("nothing but padding", () -> changed(MODULUS_LENGTH - 1, 0)),
                new PremasterClass("random", this::randomBlock));
        this.flights = new ByteBuffer[classes.size()][INPUTS];
        RSAPublicKey key = (RSAPublicKey) chain.chain().get(0).getPublicKey();
        for (int kind = 0; kind < classes.size(); kind++) {
            for (int i = 0; i < INPUTS; i++) {
                byte[] block = classes.get(kind).block().get();
                flights[kind][i] = ByteBuffer.wrap(flight(crypto.rsa().publicOperation(key, block)));
            }
        }
    }

    @Override
    public String title() {
        return "premaster secret, RSA-2048, provider " + provider;
    }

    @Override
    public List<String> classes() {
        return classes.stream().map(PremasterClass::name).toList();
    }

    @Override
    public long nanos(int kind) {
        TlsConnection connection = TlsConnection.server(server);
        ByteBuffer flight = flights[kind][Math.floorMod(next++, INPUTS)].duplicate();
        try {
            connection.receive(ByteBuffer.wrap(clientHello), NONE);
        } catch (TlsException e) {
            throw new IllegalStateException("ClientHello is refused: " + e.getMessage(), e);
        }
        connection.transmit(output.clear());
        long start = System.nanoTime();
        try {
            connection.receive(flight, NONE);
            throw new IllegalStateException(classes.get(kind).name() + ": the server takes a wrong Finished");
        } catch (TlsException e) {
            long taken = System.nanoTime() - start;
            if (e.alert() != AlertDescription.BAD_RECORD_MAC
                    || !connection.state().equals("ExpectClientFinished")) {
                throw new IllegalStateException(
                        classes.get(kind).name() + ": the server answers otherwise: " + e.getMessage(), e);
            }
            return taken;
        }
    }

    private static byte[] clientHello() {
        ClientConfig client = ClientConfig.builder()
                .cipherSuites(List.of(CipherSuite.TLS_RSA_WITH_AES_128_GCM_SHA256))
                .verifier((presented, at) -> {})
                .build();
        ByteBuffer hello = ByteBuffer.allocate(1 << 12);
        TlsConnection.client(client, "localhost", Optional.empty()).transmit(hello);
        return Arrays.copyOf(hello.array(), hello.position());
    }

    /** ClientKeyExchange, ChangeCipherSpec, and a Finished under no key that anybody knows. */
    private byte[] flight(byte[] encrypted) {
        HandshakeMessage keyExchange = ClientKeyExchange.ofEncryptedPremasterSecret(encrypted);
        byte[] finished = new byte[FINISHED_RECORD_LENGTH];
        random.nextBytes(finished);
        ByteArrayOutputStream flight = new ByteArrayOutputStream();
        record(flight, ContentType.HANDSHAKE, keyExchange.encoded());
        record(flight, ContentType.CHANGE_CIPHER_SPEC, new byte[] {1});
        record(flight, ContentType.HANDSHAKE, finished);
        return flight.toByteArray();
    }

    private static void record(ByteArrayOutputStream out, ContentType type, byte[] fragment) {
        out.writeBytes(new byte[] {(byte) type.code(), 3, 3, (byte) (fragment.length >>> 8), (byte) fragment.length});
        out.writeBytes(fragment);
    }

    private byte[] secret(int version) {
        byte[] secret = new byte[SECRET_LENGTH];
        random.nextBytes(secret);
        secret[0] = (byte) (version >>> 8);
        secret[1] = (byte) version;
        // So that a longer or shorter one has no zero at its end, which would be a separator.
        secret[SECRET_LENGTH - 1] |= 1;
        return secret;
    }

    private byte[] block(byte[] secret) {
        return Pkcs1.encryptionBlock(secret, MODULUS_LENGTH, random);
    }

    private byte[] changed(int index, int value) {
        byte[] block = block(secret(VERSION));
        for (int i = MODULUS_LENGTH - SECRET_LENGTH - 1; i < MODULUS_LENGTH && value == 1 && index > 1; i++) {
            block[i] |= 1;
        }
        block[index] = (byte) value;
        return block;
    }

    private byte[] randomBlock() {
        byte[] block = new byte[MODULUS_LENGTH];
        random.nextBytes(block);
        block[0] &= 0x3f;
        return block;
    }
}
