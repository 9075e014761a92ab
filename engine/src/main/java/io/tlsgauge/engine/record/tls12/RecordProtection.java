package io.tlsgauge.engine.record.tls12;

import io.tlsgauge.engine.crypto.Aead;
import io.tlsgauge.engine.crypto.BlockCipher;
import io.tlsgauge.engine.crypto.CipherSuite;
import io.tlsgauge.engine.crypto.HmacKey;
import io.tlsgauge.engine.crypto.RecordCipherProvider;
import io.tlsgauge.engine.record.RecordOpener;
import io.tlsgauge.engine.record.RecordSealer;
import java.security.SecureRandom;

/**
 * The protection that a handshake agreed on, made of the parts of its key block (RFC 5246 §6.3).
 *
 * @param encryptThenMac whether a CBC suite's MAC covers the ciphertext (RFC 7366); of no meaning to others
 */
public record RecordProtection(RecordCipherProvider ciphers, CipherSuite suite, boolean encryptThenMac) {
    /** The MAC key's length in bytes in the key block. */
    public int macKeyLength() {
        return suite.protection() == CipherSuite.Protection.AES_CBC
                ? suite.macHash().length()
                : 0;
    }

    /** The fixed IV's length in bytes in the key block: GCM's salt, or ChaCha20's whole IV. */
    public int fixedIvLength() {
        return switch (suite.protection()) {
            case AES_GCM -> RecordNonce.Explicit.SALT_LENGTH;
            case CHACHA20_POLY1305 -> Aead.NONCE_LENGTH;
            case AES_CBC -> 0;
        };
    }

    /** Protects records; the keys may be wiped by the caller afterwards. */
    public RecordSealer sealer(byte[] macKey, byte[] encryptionKey, byte[] fixedIv, SecureRandom random) {
        return switch (suite.protection()) {
            case AES_GCM ->
                new AeadSealer(
                        ciphers.newAesGcm(Aead.Direction.SEAL, encryptionKey), new RecordNonce.Explicit(fixedIv));
            case CHACHA20_POLY1305 ->
                new AeadSealer(
                        ciphers.newChaCha20Poly1305(Aead.Direction.SEAL, encryptionKey),
                        new RecordNonce.Implicit(fixedIv));
            case AES_CBC -> {
                BlockCipher cipher = ciphers.newAesCbc(BlockCipher.Direction.ENCRYPT, encryptionKey);
                HmacKey mac = HmacKey.of(ciphers, suite.macHash(), macKey);
                yield encryptThenMac
                        ? new EncryptThenMacSealer(cipher, mac, random)
                        : new CbcSealer(cipher, mac, random);
            }
        };
    }

    /** Opens records; the keys may be wiped by the caller afterwards. */
    public RecordOpener opener(byte[] macKey, byte[] encryptionKey, byte[] fixedIv) {
        return switch (suite.protection()) {
            case AES_GCM ->
                new AeadOpener(
                        ciphers.newAesGcm(Aead.Direction.OPEN, encryptionKey), new RecordNonce.Explicit(fixedIv));
            case CHACHA20_POLY1305 ->
                new AeadOpener(
                        ciphers.newChaCha20Poly1305(Aead.Direction.OPEN, encryptionKey),
                        new RecordNonce.Implicit(fixedIv));
            case AES_CBC -> {
                BlockCipher cipher = ciphers.newAesCbc(BlockCipher.Direction.DECRYPT, encryptionKey);
                HmacKey mac = HmacKey.of(ciphers, suite.macHash(), macKey);
                yield encryptThenMac
                        ? new EncryptThenMacOpener(cipher, mac)
                        : new CbcOpener(cipher, mac, suite.macHash(), ciphers);
            }
        };
    }
}
