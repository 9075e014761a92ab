package io.tlsgauge.engine.record.tls12;

import io.tlsgauge.engine.crypto.Aead;
import io.tlsgauge.engine.crypto.BlockCipher;
import io.tlsgauge.engine.crypto.CipherSuite;
import io.tlsgauge.engine.crypto.HmacKey;
import io.tlsgauge.engine.crypto.RecordCipherProvider;
import io.tlsgauge.engine.record.RecordOpener;
import io.tlsgauge.engine.record.RecordSealer;
import java.security.SecureRandom;

/** Makes the protection that a cipher suite asks for, of the parts of its key block (RFC 5246 §6.3). */
public final class RecordProtection {
    private RecordProtection() {}

    /** The MAC key's length in bytes in the key block. */
    public static int macKeyLength(CipherSuite suite) {
        return suite.protection() == CipherSuite.Protection.AES_CBC
                ? suite.macHash().length()
                : 0;
    }

    /** The fixed IV's length in bytes in the key block, which is GCM's salt. */
    public static int fixedIvLength(CipherSuite suite) {
        return suite.protection() == CipherSuite.Protection.AES_GCM ? GcmNonce.SALT_LENGTH : 0;
    }

    /** Protects records; the keys may be wiped by the caller afterwards. */
    public static RecordSealer sealer(
            RecordCipherProvider ciphers,
            CipherSuite suite,
            byte[] macKey,
            byte[] encryptionKey,
            byte[] fixedIv,
            SecureRandom random) {
        return switch (suite.protection()) {
            case AES_GCM -> new GcmSealer(ciphers.newAesGcm(Aead.Direction.SEAL, encryptionKey), fixedIv);
            case AES_CBC ->
                new CbcSealer(
                        ciphers.newAesCbc(BlockCipher.Direction.ENCRYPT, encryptionKey),
                        HmacKey.of(ciphers, suite.macHash(), macKey),
                        random);
        };
    }

    /** Opens records; the keys may be wiped by the caller afterwards. */
    public static RecordOpener opener(
            RecordCipherProvider ciphers, CipherSuite suite, byte[] macKey, byte[] encryptionKey, byte[] fixedIv) {
        return switch (suite.protection()) {
            case AES_GCM -> new GcmOpener(ciphers.newAesGcm(Aead.Direction.OPEN, encryptionKey), fixedIv);
            case AES_CBC ->
                new CbcOpener(
                        ciphers.newAesCbc(BlockCipher.Direction.DECRYPT, encryptionKey),
                        HmacKey.of(ciphers, suite.macHash(), macKey),
                        suite.macHash(),
                        ciphers);
        };
    }
}
