package io.tlsgauge.engine.record.tls12;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tlsgauge.engine.alert.AlertDescription;
import io.tlsgauge.engine.alert.TlsException;
import io.tlsgauge.engine.crypto.BlockCipher;
import io.tlsgauge.engine.crypto.CipherSuite;
import io.tlsgauge.engine.crypto.Crypto;
import io.tlsgauge.engine.crypto.Digest;
import io.tlsgauge.engine.crypto.FastKeyErasureRandom;
import io.tlsgauge.engine.crypto.HmacKey;
import io.tlsgauge.engine.crypto.RecordCipherProvider;
import io.tlsgauge.engine.record.RecordOpener;
import io.tlsgauge.engine.record.RecordSealer;
import io.tlsgauge.engine.wire.ContentType;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class RecordProtectionTest {
    private static final ContentType TYPE = ContentType.APPLICATION_DATA;
    private static final FastKeyErasureRandom RANDOM = new FastKeyErasureRandom();

    static Stream<Arguments> suitesAndProviders() {
        return Arrays.stream(CipherSuite.values())
                .flatMap(suite -> Stream.of(
                        Arguments.of(suite, "jdk", "bc"),
                        Arguments.of(suite, "bc", "jdk"),
                        Arguments.of(suite, "jdk", "jdk"),
                        Arguments.of(suite, "jdk", "conscrypt"),
                        Arguments.of(suite, "conscrypt", "jdk"),
                        Arguments.of(suite, "jdk", "accp"),
                        Arguments.of(suite, "accp", "jdk")))
                .filter(arguments -> Stream.of(1, 2)
                        .map(side -> (String) arguments.get()[side])
                        .allMatch(provider -> Crypto.of(provider).cipher().supports((CipherSuite)
                                arguments.get()[0])));
    }

    @ParameterizedTest
    @MethodSource("suitesAndProviders")
    void whatOneProviderSealsAnotherOpens(CipherSuite suite, String sealing, String opening) throws TlsException {
        for (int length : new int[] {0, 1, 15, 16, 17, 31, 32, 33, 47, 48, 255, 256, 1000, 1 << 14}) {
            byte[] plaintext = new byte[length];
            RANDOM.nextBytes(plaintext);
            byte[] sealed = seal(suite, sealing, 7, plaintext);
            byte[] out = new byte[sealed.length];
            int opened = opener(suite, opening).open(7, TYPE, sealed, 0, sealed.length, out, 0);
            assertArrayEquals(plaintext, Arrays.copyOf(out, opened));
        }
    }

    @ParameterizedTest
    @MethodSource("suitesAndProviders")
    void everyChangedBitIsABadRecordMac(CipherSuite suite, String sealing, String opening) {
        byte[] sealed = seal(suite, sealing, 0, new byte[20]);
        for (int bit = 0; bit < sealed.length * 8; bit++) {
            byte[] changed = sealed.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            assertBadRecordMac(opener(suite, opening), 0, TYPE, changed, changed.length);
        }
        for (int length = 0; length < sealed.length; length++) {
            assertBadRecordMac(opener(suite, opening), 0, TYPE, sealed, length);
        }
    }

    @ParameterizedTest
    @EnumSource(CipherSuite.class)
    void replayedReorderedOrRelabelledRecordIsABadRecordMac(CipherSuite suite) {
        byte[] sealed = seal(suite, "jdk", 1, new byte[20]);
        RecordOpener opener = opener(suite, "jdk");
        assertBadRecordMac(opener, 0, TYPE, sealed, sealed.length);
        assertBadRecordMac(opener, 2, TYPE, sealed, sealed.length);
        assertBadRecordMac(opener, 1, ContentType.HANDSHAKE, sealed, sealed.length);
    }

    @ParameterizedTest
    @EnumSource(value = CipherSuite.class, names = ".*_CBC_.*", mode = EnumSource.Mode.MATCH_ANY)
    void paddingOfAnyLengthIsTakenWhereRightAndRefusedWhereOneByteIsWrong(CipherSuite suite) throws TlsException {
        RecordOpener opener = opener(suite, "jdk");
        for (int padding = 0; padding < 256; padding++) {
            int length = fittingLength(suite, padding);
            byte[] record = forge(suite, length, padding, -1);
            byte[] out = new byte[record.length];
            assertEquals(length, opener.open(0, TYPE, record, 0, record.length, out, 0), "padding " + padding);
            for (int wrong = 0; wrong < padding; wrong += 1 + padding / 8) {
                byte[] bad = forge(suite, length, padding, wrong);
                assertBadRecordMac(opener, 0, TYPE, bad, bad.length);
            }
        }
    }

    /** The padding must not show in the work done: Lucky 13. */
    @ParameterizedTest
    @EnumSource(value = CipherSuite.class, names = ".*_CBC_.*", mode = EnumSource.Mode.MATCH_ANY)
    void compressionsAreAsManyForEveryPaddingOfARecordRightOrWrong(CipherSuite suite) throws TlsException {
        CountingCiphers ciphers = new CountingCiphers(Crypto.of("jdk").cipher());
        RecordOpener opener = new RecordProtection(ciphers, suite, false)
                .opener(macKey(suite), new byte[suite.keyLength()], new byte[0]);
        int macLength = suite.macHash().length();
        int encrypted = 512;
        long expected = -1;
        for (int padding = 0; padding < 256; padding++) {
            int length = encrypted - macLength - 1 - padding;
            for (int wrong : padding == 0 ? new int[] {-1} : new int[] {-1, 0}) {
                byte[] record = forge(suite, length, padding, wrong);
                ciphers.compressions = 0;
                openAnyhow(opener, record);
                expected = expected < 0 ? ciphers.compressions : expected;
                assertEquals(expected, ciphers.compressions, "padding " + padding + ", wrong byte " + wrong);
            }
        }
    }

    private static void openAnyhow(RecordOpener opener, byte[] record) {
        try {
            opener.open(0, TYPE, record, 0, record.length, new byte[record.length], 0);
        } catch (TlsException e) {
            assertEquals(AlertDescription.BAD_RECORD_MAC, e.alert());
        }
    }

    /** The least plaintext of 40 bytes or more that this padding brings to a whole number of blocks. */
    private static int fittingLength(CipherSuite suite, int padding) {
        int length = 40;
        while ((length + suite.macHash().length() + padding + 1) % BlockCipher.BLOCK_LENGTH != 0) {
            length++;
        }
        return length;
    }

    /** A record with this padding, of which one byte is wrong unless {@code wrong} is negative. */
    private static byte[] forge(CipherSuite suite, int length, int padding, int wrong) {
        RecordCipherProvider ciphers = Crypto.of("jdk").cipher();
        HmacKey key = HmacKey.of(ciphers, suite.macHash(), macKey(suite));
        int body = length + key.length() + padding + 1;
        byte[] record = new byte[BlockCipher.BLOCK_LENGTH + body];
        Digest mac = key.start();
        mac.update(new AdditionalData().of(0, TYPE, length), 0, AdditionalData.LENGTH);
        mac.update(record, BlockCipher.BLOCK_LENGTH, length);
        key.finish(mac, record, BlockCipher.BLOCK_LENGTH + length);
        Arrays.fill(record, record.length - padding - 1, record.length, (byte) padding);
        if (wrong >= 0) {
            record[record.length - padding - 1 + wrong] ^= 0x55;
        }
        ciphers.newAesCbc(BlockCipher.Direction.ENCRYPT, new byte[suite.keyLength()])
                .process(record, 0, record, BlockCipher.BLOCK_LENGTH, body, record, BlockCipher.BLOCK_LENGTH);
        return record;
    }

    private static void assertBadRecordMac(
            RecordOpener opener, long sequenceNumber, ContentType type, byte[] record, int length) {
        TlsException failure = assertThrows(
                TlsException.class,
                () -> opener.open(sequenceNumber, type, record, 0, length, new byte[record.length], 0));
        assertEquals(AlertDescription.BAD_RECORD_MAC, failure.alert());
    }

    private static byte[] seal(CipherSuite suite, String provider, long sequenceNumber, byte[] plaintext) {
        RecordSealer sealer =
                protection(suite, provider).sealer(macKey(suite), new byte[suite.keyLength()], iv(suite), RANDOM);
        byte[] buffer = new byte[sealer.sealedLength(plaintext.length)];
        System.arraycopy(plaintext, 0, buffer, sealer.prefixLength(), plaintext.length);
        sealer.seal(sequenceNumber, TYPE, buffer, sealer.prefixLength(), plaintext.length);
        return buffer;
    }

    private static RecordOpener opener(CipherSuite suite, String provider) {
        return protection(suite, provider).opener(macKey(suite), new byte[suite.keyLength()], iv(suite));
    }

    private static byte[] macKey(CipherSuite suite) {
        return new byte[protection(suite, "jdk").macKeyLength()];
    }

    private static byte[] iv(CipherSuite suite) {
        return new byte[protection(suite, "jdk").fixedIvLength()];
    }

    private static RecordProtection protection(CipherSuite suite, String provider) {
        return new RecordProtection(Crypto.of(provider).cipher(), suite, false);
    }
}
