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

    /**
     * The ciphertext of the form of static RSA.
     *
     * @throws TlsException with {@code decode_error} if the body has not that form
     */
    public byte[] encryptedPremasterSecret() throws TlsException {
        WireReader in = new WireReader(exchangeKeys, 0, exchangeKeys.length, type().toString());
        byte[] encrypted = in.opaque16(1, 0xffff, "EncryptedPreMasterSecret");
        in.finish();
        return encrypted;
    }

    @Override
    public HandshakeType type() {
        return HandshakeType.CLIENT_KEY_EXCHANGE;
    }

    @Override
    public void encodeBody(WireWriter out) {
        out.opaque(exchangeKeys);
    }
}
