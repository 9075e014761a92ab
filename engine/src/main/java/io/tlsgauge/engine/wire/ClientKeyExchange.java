package io.tlsgauge.engine.wire;

import io.tlsgauge.engine.alert.TlsException;

/**
 * The client's part of the key exchange (RFC 5246 §7.4.7), whose form depends on the cipher suite.
 *
 * @param exchangeKeys the body as it stands on the wire
 */
public record ClientKeyExchange(byte[] exchangeKeys) implements HandshakeMessage {
    /** The form of static RSA (RFC 5246 §7.4.7.1). */
    public static ClientKeyExchange ofEncryptedPremasterSecret(byte[] encryptedPremasterSecret) {
        WireWriter out = new WireWriter(2 + encryptedPremasterSecret.length);
        out.opaque16(encryptedPremasterSecret);
        return new ClientKeyExchange(out.toByteArray());
    }

    /** The form of ephemeral ECDH (RFC 8422 §5.7). */
    public static ClientKeyExchange ofPublicKey(byte[] publicKey) {
        WireWriter out = new WireWriter(1 + publicKey.length);
        out.opaque8(publicKey);
        return new ClientKeyExchange(out.toByteArray());
    }

    /**
     * The ciphertext of the form of static RSA.
     *
     * @throws TlsException with {@code decode_error} if the body has not that form
     */
    public byte[] encryptedPremasterSecret() throws TlsException {
        WireReader in = reader();
        byte[] encrypted = in.opaque16(1, 0xffff, "EncryptedPreMasterSecret");
        in.finish();
        return encrypted;
    }

    /**
     * The client's public key of the form of ephemeral ECDH.
     *
     * @throws TlsException with {@code decode_error} if the body has not that form
     */
    public byte[] publicKey() throws TlsException {
        WireReader in = reader();
        byte[] publicKey = in.opaque8(1, 0xff, "ecdh_Yc");
        in.finish();
        return publicKey;
    }

    @Override
    public HandshakeType type() {
        return HandshakeType.CLIENT_KEY_EXCHANGE;
    }

    @Override
    public void encodeBody(WireWriter out) {
        out.opaque(exchangeKeys);
    }

    private WireReader reader() {
        return new WireReader(exchangeKeys, 0, exchangeKeys.length, type().toString());
    }
}
