package io.tlsgauge.engine;

import static io.tlsgauge.engine.Flight.output;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tlsgauge.engine.alert.AlertDescription;
import io.tlsgauge.engine.alert.TlsException;
import io.tlsgauge.engine.certificate.TestChain;
import io.tlsgauge.engine.config.ClientConfig;
import io.tlsgauge.engine.config.Identity;
import io.tlsgauge.engine.config.ServerConfig;
import io.tlsgauge.engine.crypto.BlockCipher;
import io.tlsgauge.engine.crypto.CipherSuite;
import io.tlsgauge.engine.crypto.Crypto;
import io.tlsgauge.engine.crypto.Digest;
import io.tlsgauge.engine.crypto.HmacKey;
import io.tlsgauge.engine.crypto.PrfLabel;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What a whole server answers to a CBC record that was spoilt, in whatever way: nothing may tell one from another
 * (Vaudenay 2002, POODLE, GOLDENDOODLE).
 */
class SpoiltRecordTest {
    private static final TestChain CHAIN = TestChain.standard();
    private static final Crypto JDK = Crypto.of("jdk");
    private static final ByteBuffer NONE = ByteBuffer.allocate(0);
    private static final byte[] TEXT = new byte[100];
    private static final int APPLICATION_DATA = 23;
    private static final int BLOCK = BlockCipher.BLOCK_LENGTH;
    private static final int HEADER = 5;

    @ParameterizedTest
    @EnumSource(value = CipherSuite.class, names = ".*_RSA_.*_CBC_.*", mode = EnumSource.Mode.MATCH_ANY)
    void everyWayToSpoilPaddingOrMacIsAnsweredAlike(CipherSuite suite) throws TlsException {
        int mac = TEXT.length;
        int padding = mac + suite.macHash().length();
        Map<String, Consumer<byte[]>> ways = new LinkedHashMap<>();
        ways.put("first byte of the text", plain -> plain[0] ^= 1);
        ways.put("first byte of the MAC", plain -> plain[mac] ^= 1);
        ways.put("last byte of the MAC", plain -> plain[padding - 1] ^= (byte) 0x80);
        ways.put("first byte of the padding", plain -> plain[padding] ^= 1);
        ways.put("middle of the padding", plain -> plain[(padding + plain.length) / 2] ^= 1);
        ways.put("last byte but one", plain -> plain[plain.length - 2] ^= 1);
        ways.put("padding told one longer", plain -> plain[plain.length - 1]++);
        ways.put("padding told one shorter", plain -> plain[plain.length - 1]--);
        ways.put("no padding told", plain -> plain[plain.length - 1] = 0);
        ways.put("padding told longer than the record", plain -> plain[plain.length - 1] = (byte) 255);
        ways.put("padding over the MAC", plain -> pad(plain, padding - 1));
        ways.put("padding over all", plain -> pad(plain, 0));
        ways.put("padding that leaves less than a MAC", plain -> pad(plain, 10));
        ways.put("zeros", plain -> Arrays.fill(plain, (byte) 0));
        ways.put("both MAC and padding", plain -> {
            plain[mac] ^= 1;
            plain[padding] ^= 1;
        });
        for (Map.Entry<String, Consumer<byte[]>> way : ways.entrySet()) {
            Meeting meeting = new Meeting(suite, false);
            byte[] plain = meeting.plaintext();
            way.getValue().accept(plain);
            meeting.assertRefused(way.getKey(), meeting.record(plain));
        }
        Meeting meeting = new Meeting(suite, false);
        ByteBuffer read = ByteBuffer.allocate(TEXT.length);
        meeting.server.receive(ByteBuffer.wrap(meeting.record(meeting.plaintext())), read);
        assertArrayEquals(TEXT, read.array(), "the record that was not spoilt");
    }

    @Test
    void everyCutOfTheCiphertextIsAnsweredAlike() throws TlsException {
        CipherSuite suite = CipherSuite.TLS_RSA_WITH_AES_128_CBC_SHA;
        for (boolean encryptThenMac : new boolean[] {false, true}) {
            for (int cut : new int[] {1, BLOCK, BLOCK + 1, 2 * BLOCK, 5 * BLOCK, 7 * BLOCK}) {
                Meeting meeting = new Meeting(suite, encryptThenMac);
                byte[] record = meeting.written();
                byte[] shorter = Arrays.copyOf(record, record.length - cut);
                shorter[3] = (byte) ((shorter.length - HEADER) >>> 8);
                shorter[4] = (byte) (shorter.length - HEADER);
                meeting.assertRefused("cut by " + cut, shorter);
            }
        }
    }

    @Test
    void everyByteOfARecordThatIsChangedIsAnsweredAlike() throws TlsException {
        CipherSuite suite = CipherSuite.TLS_RSA_WITH_AES_256_CBC_SHA256;
        for (boolean encryptThenMac : new boolean[] {false, true}) {
            int length = new Meeting(suite, encryptThenMac).written().length;
            for (int i = HEADER; i < length; i += 7) {
                Meeting meeting = new Meeting(suite, encryptThenMac);
                byte[] record = meeting.written();
                record[i] ^= 1;
                meeting.assertRefused("byte " + i, record);
            }
        }
    }

    /** Padding from here on, each byte of which tells its length. */
    private static void pad(byte[] plain, int from) {
        Arrays.fill(plain, from, plain.length, (byte) (plain.length - from - 1));
    }

    /** A client and a server after their handshake, and the keys with which the client seals. */
    private static final class Meeting {
        private final CipherSuite suite;
        private final TlsConnection client;
        private final TlsConnection server;
        private final byte[] macKey;
        private final byte[] key;

        Meeting(CipherSuite suite, boolean encryptThenMac) throws TlsException {
            this.suite = suite;
            ClientConfig clientConfig = ClientConfig.builder()
                    .cipherSuites(List.of(suite))
                    .encryptThenMac(encryptThenMac)
                    .verifier((presented, at) -> {})
                    .build();
            ServerConfig serverConfig = ServerConfig.builder()
                    .identity(Identity.of(JDK, CHAIN.chain(), CHAIN.key()))
                    .build();
            client = TlsConnection.client(clientConfig, TestChain.HOST, Optional.empty());
            server = TlsConnection.server(serverConfig);
            byte[] clientHello = output(client);
            server.receive(ByteBuffer.wrap(clientHello), NONE);
            byte[] serverFlight = output(server);
            client.receive(ByteBuffer.wrap(serverFlight), NONE);
            new Pipe(1 << 17).exchange(client, NONE, server, NONE);
            byte[] randoms = ByteBuffer.allocate(64)
                    .put(serverFlight, HEADER + 6, 32)
                    .put(clientHello, HEADER + 6, 32)
                    .array();
            int macLength = suite.macHash().length();
            byte[] block = new byte[2 * macLength + suite.keyLength()];
            client.summary().session().prfSecret().expand(PrfLabel.KEY_EXPANSION, randoms, block, 0, block.length);
            macKey = Arrays.copyOf(block, macLength);
            key = Arrays.copyOfRange(block, 2 * macLength, block.length);
        }

        /** A record as the client writes it. */
        byte[] written() {
            client.write(ByteBuffer.wrap(TEXT));
            return output(client);
        }

        /** Text, MAC, and three blocks of padding, or a little less. */
        byte[] plaintext() {
            int padding = TEXT.length + suite.macHash().length();
            byte[] plain = new byte[(padding / BLOCK + 3) * BLOCK];
            HmacKey mac = HmacKey.of(JDK.prf(), suite.macHash(), macKey);
            Digest digest = mac.start();
            // The client's Finished was the record 0.
            byte[] header = {0, 0, 0, 0, 0, 0, 0, 1, APPLICATION_DATA, 3, 3, 0, (byte) TEXT.length};
            digest.update(header, 0, header.length);
            digest.update(TEXT, 0, TEXT.length);
            System.arraycopy(TEXT, 0, plain, 0, TEXT.length);
            mac.finish(digest, plain, TEXT.length);
            pad(plain, padding);
            return plain;
        }

        byte[] record(byte[] plain) {
            byte[] record = new byte[HEADER + BLOCK + plain.length];
            record[0] = APPLICATION_DATA;
            record[1] = 3;
            record[2] = 3;
            record[3] = (byte) ((record.length - HEADER) >>> 8);
            record[4] = (byte) (record.length - HEADER);
            JDK.cipher()
                    .newAesCbc(BlockCipher.Direction.ENCRYPT, key)
                    .process(record, HEADER, plain, 0, plain.length, record, HEADER + BLOCK);
            return record;
        }

        /** The same alert, the only thing sent, at once; then nothing more. */
        void assertRefused(String way, byte[] record) {
            TlsException refusal =
                    assertThrows(TlsException.class, () -> server.receive(ByteBuffer.wrap(record), NONE), way);
            assertEquals(AlertDescription.BAD_RECORD_MAC, refusal.alert(), way);
            byte[] answer = output(server);
            int body = (answer[3] & 0xff) << 8 | answer[4] & 0xff;
            assertEquals(answer.length, HEADER + body, way);
            assertEquals(client.recordLength(2), answer.length, way);
            TlsException heard =
                    assertThrows(TlsException.class, () -> client.receive(ByteBuffer.wrap(answer), NONE), way);
            assertEquals(AlertDescription.BAD_RECORD_MAC, heard.alert(), way);
            assertTrue(server.isInboundClosed() && server.isOutboundClosed(), way);
        }
    }
}
