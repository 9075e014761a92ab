package io.tlsgauge.engine.crypto;

/** How client and server come to a premaster secret, and what the server's key does for it. */
public enum KeyExchange {
    /** The client encrypts it to the server's RSA key (RFC 5246 §7.4.7.1). */
    RSA(KeyType.RSA),
    /** Ephemeral ECDH, signed with an RSA key (RFC 8422 §2.2). */
    ECDHE_RSA(KeyType.RSA),
    /** Ephemeral ECDH, signed with an EC key (RFC 8422 §2.1). */
    ECDHE_ECDSA(KeyType.EC);

    private final KeyType keyType;

    KeyExchange(KeyType keyType) {
        this.keyType = keyType;
    }

    /** The type of the key in the server's certificate. */
    public KeyType keyType() {
        return keyType;
    }

    /** Whether the server sends an ephemeral key, and so keeps what was said secret when its own key is lost. */
    public boolean isEphemeral() {
        return this != RSA;
    }
}
