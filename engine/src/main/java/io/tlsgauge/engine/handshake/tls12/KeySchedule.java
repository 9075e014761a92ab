package io.tlsgauge.engine.handshake.tls12;

import io.tlsgauge.engine.alert.AlertDescription;
import io.tlsgauge.engine.alert.TlsException;
import io.tlsgauge.engine.config.TlsConfig;
import io.tlsgauge.engine.crypto.CipherSuite;
import io.tlsgauge.engine.crypto.ConstantTime;
import io.tlsgauge.engine.crypto.PrfLabel;
import io.tlsgauge.engine.crypto.PrfSecret;
import io.tlsgauge.engine.record.RecordOpener;
import io.tlsgauge.engine.record.RecordSealer;
import io.tlsgauge.engine.record.tls12.RecordProtection;
import io.tlsgauge.engine.wire.Finished;
import java.util.Arrays;

/** From premaster secret to master secret to keys (RFC 5246 §6.3, §8.1), and verify_data (§7.4.9). */
final class KeySchedule {
    static final int MASTER_SECRET_LENGTH = 48;
    static final int VERIFY_DATA_LENGTH = 12;

    private static final byte[] NONE = {};

    /** The two halves of a record layer, under the keys of one session and one pair of randoms. */
    record Keys(RecordSealer sealer, RecordOpener opener) {}

    private KeySchedule() {}

    /** The master secret bound to both randoms (RFC 5246 §8.1); the premaster secret is wiped. */
    static byte[] masterSecret(
            TlsConfig config, CipherSuite suite, byte[] premasterSecret, byte[] clientRandom, byte[] serverRandom) {
        return masterSecret(config, suite, premasterSecret, PrfLabel.MASTER_SECRET, clientRandom, serverRandom);
    }

    /** The master secret bound to the whole handshake (RFC 7627 §4); the premaster secret is wiped. */
    static byte[] extendedMasterSecret(
            TlsConfig config, CipherSuite suite, byte[] premasterSecret, byte[] sessionHash) {
        return masterSecret(config, suite, premasterSecret, PrfLabel.EXTENDED_MASTER_SECRET, sessionHash, NONE);
    }

    /**
     * The keys of one connection, for its sealer and opener.
     *
     * @param client whose they are
     */
    static Keys keys(
            TlsConfig config,
            RecordProtection protection,
            PrfSecret masterSecret,
            byte[] clientRandom,
            byte[] serverRandom,
            boolean client) {
        int macLength = protection.macKeyLength();
        int keyLength = protection.suite().keyLength();
        int ivLength = protection.fixedIvLength();
        KeyBlock block = new KeyBlock(2 * (macLength + keyLength + ivLength));
        masterSecret.expand(PrfLabel.KEY_EXPANSION, serverRandom, clientRandom, block.bytes, 0, block.bytes.length);
        byte[] clientMac = block.next(macLength);
        byte[] serverMac = block.next(macLength);
        byte[] clientKey = block.next(keyLength);
        byte[] serverKey = block.next(keyLength);
        byte[] clientIv = block.next(ivLength);
        byte[] serverIv = block.next(ivLength);
        RecordSealer sealer = protection.sealer(
                client ? clientMac : serverMac,
                client ? clientKey : serverKey,
                client ? clientIv : serverIv,
                config.random());
        RecordOpener opener = protection.opener(
                client ? serverMac : clientMac, client ? serverKey : clientKey, client ? serverIv : clientIv);
        Arrays.fill(block.bytes, (byte) 0);
        Arrays.fill(clientMac, (byte) 0);
        Arrays.fill(serverMac, (byte) 0);
        Arrays.fill(clientKey, (byte) 0);
        Arrays.fill(serverKey, (byte) 0);
        return new Keys(sealer, opener);
    }

    /** The verify_data of a Finished after the messages with this hash. */
    static byte[] verifyData(PrfSecret masterSecret, PrfLabel label, byte[] transcriptHash) {
        byte[] verifyData = new byte[VERIFY_DATA_LENGTH];
        masterSecret.expand(label, transcriptHash, verifyData, 0, VERIFY_DATA_LENGTH);
        return verifyData;
    }

    /** Checks a peer's Finished in constant time. */
    static void requireVerifyData(Finished finished, byte[] expected) throws TlsException {
        byte[] received = finished.verifyData();
        if (received.length != VERIFY_DATA_LENGTH) {
            throw new TlsException(
                    AlertDescription.DECODE_ERROR,
                    "Finished has a verify_data of " + received.length + " bytes, not " + VERIFY_DATA_LENGTH);
        }
        if (!ConstantTime.equal(received, 0, expected, 0, VERIFY_DATA_LENGTH)) {
            throw new TlsException(
                    AlertDescription.DECRYPT_ERROR, "Finished has a verify_data that does not fit the transcript");
        }
    }

    private static byte[] masterSecret(
            TlsConfig config, CipherSuite suite, byte[] premasterSecret, PrfLabel label, byte[] seed, byte[] more) {
        byte[] masterSecret = new byte[MASTER_SECRET_LENGTH];
        PrfSecret.of(config.crypto().prf(), suite.prfHash(), premasterSecret)
                .expand(label, seed, more, masterSecret, 0, MASTER_SECRET_LENGTH);
        Arrays.fill(premasterSecret, (byte) 0);
        return masterSecret;
    }

    private static final class KeyBlock {
        private final byte[] bytes;
        private int position;

        KeyBlock(int length) {
            this.bytes = new byte[length];
        }

        byte[] next(int length) {
            position += length;
            return length == 0 ? NONE : Arrays.copyOfRange(bytes, position - length, position);
        }
    }
}
