package io.tlsgauge.engine.crypto;

/**
 * Makes the ciphers that protect records and tickets, and the digests for the MACs of those that
 * need one. Safe for use by several threads.
 */
public interface RecordCipherProvider extends DigestProvider {
    /** Whether it has what the suite's records need on this machine; so unless told. */
    default boolean supports(CipherSuite suite) {
        return true;
    }

    /**
     * An AES-GCM cipher; {@code key} is 16 or 32 bytes, and may be wiped by the caller afterwards.
     */
    Aead newAesGcm(Aead.Direction direction, byte[] key);

    /**
     * A ChaCha20-Poly1305 cipher (RFC 8439); {@code key} is 32 bytes, and may be wiped by the caller afterwards.
     */
    Aead newChaCha20Poly1305(Aead.Direction direction, byte[] key);

    /**
     * An AES-CBC cipher; {@code key} is 16 or 32 bytes, and may be wiped by the caller afterwards.
     */
    BlockCipher newAesCbc(BlockCipher.Direction direction, byte[] key);
}
