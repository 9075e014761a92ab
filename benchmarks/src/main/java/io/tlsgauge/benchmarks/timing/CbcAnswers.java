package io.tlsgauge.benchmarks.timing;

import io.tlsgauge.engine.alert.AlertDescription;
import io.tlsgauge.engine.alert.TlsException;
import io.tlsgauge.engine.crypto.BlockCipher;
import io.tlsgauge.engine.crypto.CipherSuite;
import io.tlsgauge.engine.crypto.Crypto;
import io.tlsgauge.engine.crypto.FastKeyErasureRandom;
import io.tlsgauge.engine.record.RecordOpener;
import io.tlsgauge.engine.record.tls12.RecordProtection;
import io.tlsgauge.engine.wire.ContentType;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;

/**
 * The opening of CBC records of one length whose MAC is wrong, and whose padding is right or wrong in some way: each
 * must end in {@code bad_record_mac}, and none sooner (RFC 5246 §6.2.3.2, Lucky 13).
 */
public final class CbcAnswers implements TimedAnswers {
    private static final ContentType TYPE = ContentType.APPLICATION_DATA;
    private static final int INPUTS = 128;
    private static final int ENCRYPTED_LENGTH = 512;

    private final SecureRandom random = new FastKeyErasureRandom();
    private final CipherSuite suite;
    private final String provider;
    private final RecordOpener opener;
    private final List<PaddingClass> classes = List.of(
            new PaddingClass("padding of 1 byte", 0, -1),
            new PaddingClass("padding of 1 byte, again", 0, -1),
            new PaddingClass("padding of 16 bytes", 15, -1),
            new PaddingClass("padding of 256 bytes", 255, -1),
            new PaddingClass("first of 256 wrong", 255, 0),
            new PaddingClass("middle of 256 wrong", 255, 128),
            new PaddingClass("last but one of 256 wrong", 255, 254),
            new PaddingClass("first of 16 wrong", 15, 0),
            new PaddingClass("last but one of 16 wrong", 15, 14));
    private final byte[][][] records;
    private final byte[] out = new byte[BlockCipher.BLOCK_LENGTH + ENCRYPTED_LENGTH];
    private int next;

    /**
     * @param length what each byte of the padding says
     * @param wrong which byte of the padding says something else; none where negative
     */
    private record PaddingClass(String name, int length, int wrong) {}

    /** Prepares the records of a suite for this provider. */
    public CbcAnswers(CipherSuite suite, String provider) {
        this.suite = suite;
        this.provider = provider;
        Crypto crypto = Crypto.of(provider);
        RecordProtection protection = new RecordProtection(crypto.cipher(), suite, false);
        byte[] macKey = new byte[protection.macKeyLength()];
        byte[] key = new byte[suite.keyLength()];
        random.nextBytes(macKey);
        random.nextBytes(key);
        this.opener = protection.opener(macKey, key, new byte[0]);
        this.records = new byte[classes.size()][INPUTS][];
        try (BlockCipher cipher = crypto.cipher().newAesCbc(BlockCipher.Direction.ENCRYPT, key)) {
            for (int kind = 0; kind < classes.size(); kind++) {
                for (int i = 0; i < INPUTS; i++) {
                    records[kind][i] = record(cipher, classes.get(kind));
                }
            }
        }
    }

    @Override
    public String title() {
        return "CBC padding, " + suite + ", provider " + provider;
    }

    @Override
    public List<String> classes() {
        return classes.stream().map(PaddingClass::name).toList();
    }

    @Override
    public long nanos(int kind) {
        byte[] record = records[kind][Math.floorMod(next++, INPUTS)];
        long start = System.nanoTime();
        try {
            opener.open(0, TYPE, record, 0, record.length, out, 0);
            throw new IllegalStateException(classes.get(kind).name() + ": a record without a MAC is opened");
        } catch (TlsException e) {
            long taken = System.nanoTime() - start;
            if (e.alert() != AlertDescription.BAD_RECORD_MAC) {
                throw new IllegalStateException(
                        classes.get(kind).name() + ": answered otherwise: " + e.getMessage(), e);
            }
            return taken;
        }
    }

    /** Random bytes where text and MAC would be, and the padding. */
    private byte[] record(BlockCipher cipher, PaddingClass padding) {
        byte[] record = new byte[BlockCipher.BLOCK_LENGTH + ENCRYPTED_LENGTH];
        random.nextBytes(record);
        int start = record.length - padding.length() - 1;
        Arrays.fill(record, start, record.length, (byte) padding.length());
        if (padding.wrong() >= 0) {
            record[start + padding.wrong()] ^= 0x55;
        }
        cipher.process(record, 0, record, BlockCipher.BLOCK_LENGTH, ENCRYPTED_LENGTH, record, BlockCipher.BLOCK_LENGTH);
        return record;
    }
}
