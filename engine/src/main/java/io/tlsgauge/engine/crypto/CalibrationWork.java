package io.tlsgauge.engine.crypto;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAPrivateCrtKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Arrays;

/**
 * What a {@link Calibration} has each provider do: what a handshake with a suite, and a little after it, asks of each
 * part. Every piece of work checks its own result.
 */
final class CalibrationWork {
    private static final int FINISHED_LENGTH = 16;
    private static final int RESPONSE_LENGTH = 4096;
    private static final int CBC_FINISHED_LENGTH = 64;
    private static final int MESSAGES_LENGTH = 256;
    private static final int PRF_DIGESTS = 12;
    private static final int AAD_LENGTH = 13;
    private static final NamedGroup GROUP = NamedGroup.X25519;
    private static final SignatureScheme SCHEME = SignatureScheme.RSA_PSS_RSAE_SHA256;

    /**
     * The factors of a 2048-bit modulus that nobody takes for a secret: two primes that everybody knows, of RFC 2409
     * §6.2 and RFC 5114 §2.1. To generate a key would cost more than all of the calibration.
     */
    private static final BigInteger P = new BigInteger(
            "FFFFFFFFFFFFFFFFC90FDAA22168C234C4C6628B80DC1CD129024E088A67CC74020BBEA63B139B22514A08798E3404DD"
                    + "EF9519B3CD3A431B302B0A6DF25F14374FE1356D6D51C245E485B576625E7EC6F44C42E9A637ED6B0BFF5CB6F406B7ED"
                    + "EE386BFB5A899FA5AE9F24117C4B1FE649286651ECE65381FFFFFFFFFFFFFFFF",
            16);

    private static final BigInteger Q = new BigInteger(
            "B10B8F96A080E01DDE92DE5EAE5D54EC52C99FBCFB06A3C69A6A9DCA52D23B616073E28675A23D189838EF1E2EE652C0"
                    + "13ECB4AEA906112324975C3CD49B83BFACCBDD7D90C4BD7098488E9C219A73724EFFD6FAE5644738FAA31A4FF55BCCC0"
                    + "A151AF5F0DC8B4BD45BF37DF365C1A65E68CFDA76D4DA708DF1FB2BC2E4A4371",
            16);

    private final CipherSuite suite;
    private final FastKeyErasureRandom random = new FastKeyErasureRandom();
    private final RSAPrivateKey privateKey;
    private final RSAPublicKey publicKey;

    CalibrationWork(CipherSuite suite) {
        this.suite = suite;
        BigInteger one = BigInteger.ONE;
        BigInteger modulus = P.multiply(Q);
        BigInteger e = BigInteger.valueOf(65537);
        BigInteger d = e.modInverse(P.subtract(one).multiply(Q.subtract(one)));
        try {
            KeyFactory keys = KeyFactory.getInstance("RSA");
            privateKey = (RSAPrivateKey) keys.generatePrivate(new RSAPrivateCrtKeySpec(
                    modulus, e, d, P, Q, d.mod(P.subtract(one)), d.mod(Q.subtract(one)), Q.modInverse(P)));
            publicKey = (RSAPublicKey) keys.generatePublic(new RSAPublicKeySpec(modulus, e));
        } catch (GeneralSecurityException e1) {
            throw new IllegalStateException("this Java runtime has no RSA keys", e1);
        }
    }

    /** The private operation, which is nearly all of a full handshake. */
    Contest.Work rsa(RsaProvider rsa) {
        byte[] block = new byte[privateKey.getModulus().bitLength() / 8];
        Arrays.fill(block, 1, block.length, (byte) 0x5a);
        byte[] encrypted = rsa.publicOperation(publicKey, block);
        RsaProvider.PrivateOperation operation = rsa.privateOperation(privateKey);
        return () -> require(Arrays.equals(block, operation.apply(encrypted)));
    }

    /**
     * Digests of short inputs, as PRF and transcript ask for them: a few blocks, most of them one. Nothing is allocated
     * in between, on purpose: right after its start a JVM pays for memory that it touches for the first time, on some
     * virtual machines ten times what a digest costs, and that would be all there is to see.
     */
    Contest.Work prf(DigestProvider digests) {
        byte[] messages = new byte[MESSAGES_LENGTH];
        byte[] expected = expectedHash(messages);
        byte[] hash = new byte[expected.length];
        Digest digest = digests.newDigest(suite.prfHash()).copy();
        return () -> {
            for (int i = 0; i < PRF_DIGESTS; i++) {
                digest.update(hash, 0, hash.length);
                digest.digest(hash, 0);
            }
            digest.update(messages, 0, messages.length);
            digest.digest(hash, 0);
            require(Arrays.equals(expected, hash));
        };
    }

    private byte[] expectedHash(byte[] messages) {
        try {
            return MessageDigest.getInstance(suite.prfHash().jcaName()).digest(messages);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java runtime has no " + suite.prfHash(), e);
        }
    }

    /** One direction of a connection: a Finished under fresh keys, and a short response after it, sealed and opened. */
    Contest.Work cipher(RecordCipherProvider ciphers) {
        byte[] key = new byte[suite.keyLength()];
        byte[] record = new byte[RESPONSE_LENGTH + Aead.TAG_LENGTH];
        return suite.protection() == CipherSuite.Protection.AES_CBC
                ? () -> {
                    nextKey(key);
                    try (BlockCipher encrypting = ciphers.newAesCbc(BlockCipher.Direction.ENCRYPT, key);
                            BlockCipher decrypting = ciphers.newAesCbc(BlockCipher.Direction.DECRYPT, key)) {
                        HmacKey mac = HmacKey.of(ciphers, suite.macHash(), key);
                        encryptAndDecrypt(encrypting, decrypting, mac, record, CBC_FINISHED_LENGTH);
                        encryptAndDecrypt(encrypting, decrypting, mac, record, RESPONSE_LENGTH);
                    }
                }
                : () -> {
                    nextKey(key);
                    try (Aead sealing = aead(ciphers, Aead.Direction.SEAL, key);
                            Aead opening = aead(ciphers, Aead.Direction.OPEN, key)) {
                        sealAndOpen(sealing, opening, 0, record, FINISHED_LENGTH);
                        sealAndOpen(sealing, opening, 1, record, RESPONSE_LENGTH);
                    }
                };
    }

    private Aead aead(RecordCipherProvider ciphers, Aead.Direction direction, byte[] key) {
        return suite.protection() == CipherSuite.Protection.AES_GCM
                ? ciphers.newAesGcm(direction, key)
                : ciphers.newChaCha20Poly1305(direction, key);
    }

    private static void sealAndOpen(Aead sealing, Aead opening, int number, byte[] record, int length) {
        byte[] nonce = new byte[Aead.NONCE_LENGTH];
        nonce[Aead.NONCE_LENGTH - 1] = (byte) number;
        byte[] aad = new byte[AAD_LENGTH];
        byte before = record[length - 1];
        sealing.seal(nonce, aad, AAD_LENGTH, record, 0, length);
        require(opening.open(nonce, aad, AAD_LENGTH, record, 0, length + Aead.TAG_LENGTH, record, 0)
                && record[length - 1] == before);
    }

    private static void encryptAndDecrypt(
            BlockCipher encrypting, BlockCipher decrypting, HmacKey mac, byte[] record, int length) {
        byte[] iv = new byte[BlockCipher.BLOCK_LENGTH];
        byte before = record[length - 1];
        encrypting.process(iv, 0, record, 0, length, record, 0);
        decrypting.process(iv, 0, record, 0, length, record, 0);
        require(record[length - 1] == before);
        Digest message = mac.start();
        message.update(record, 0, length);
        mac.finish(message, new byte[mac.length()], 0);
    }

    /** Fresh keys each time, as each handshake has them: their set-up is much of what is timed. */
    private static void nextKey(byte[] key) {
        for (int i = 0; ++key[i] == 0; i = (i + 1) % key.length) {
            // The carry goes on to the next byte.
        }
    }

    /** An ephemeral key, and the secret agreed with it. */
    Contest.Work agreement(KeyAgreementProvider agreement) {
        KeyAgreementProvider.EphemeralKey peer = agreement.newEphemeralKey(GROUP, random);
        return () -> {
            KeyAgreementProvider.EphemeralKey own = agreement.newEphemeralKey(GROUP, random);
            require(Arrays.equals(own.agree(peer.publicKey()), peer.agree(own.publicKey())));
        };
    }

    /** Signed as a server does it, and verified as a client does. */
    Contest.Work signature(SignatureProvider signatures) {
        byte[] message = new byte[MESSAGES_LENGTH];
        SignatureProvider.SigningKey key = signatures.signingKey(SCHEME, privateKey);
        return () -> require(signatures.verify(SCHEME, publicKey, message, key.sign(message)));
    }

    private static void require(boolean right) {
        if (!right) {
            throw new IllegalStateException("the result is wrong");
        }
    }
}
