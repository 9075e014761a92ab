package io.tlsgauge.engine.handshake.tls12;

import io.tlsgauge.engine.alert.AlertDescription;
import io.tlsgauge.engine.alert.TlsException;
import io.tlsgauge.engine.config.TlsConfig;
import io.tlsgauge.engine.crypto.SignatureScheme;
import io.tlsgauge.engine.wire.HandshakeType;
import java.security.PublicKey;

/**
 * A signature by a peer, in a scheme that was offered to it (RFC 5246 §4.7).
 *
 * @param message the message it stands in
 */
record PeerSignature(HandshakeType message, SignatureScheme scheme, PublicKey key, byte[] signature) {
    /**
     * A signature in a scheme that this side knows, that is on its list, and that suits the peer's key.
     *
     * @throws TlsException with {@code illegal_parameter} if it is not
     */
    static PeerSignature of(TlsConfig config, HandshakeType message, int schemeCode, PublicKey key, byte[] signature)
            throws TlsException {
        SignatureScheme scheme = SignatureScheme.ofCode(schemeCode)
                .filter(config.signatureSchemes()::contains)
                .filter(known -> known.suits(key))
                .orElseThrow(() -> new TlsException(
                        AlertDescription.ILLEGAL_PARAMETER,
                        String.format(
                                "%s is signed with 0x%04x, which was not offered or does not suit the key",
                                message, schemeCode)));
        return new PeerSignature(message, scheme, key, signature);
    }

    /**
     * Returns if the signature is that of {@code signed}.
     *
     * @throws TlsException with {@code decrypt_error} if it is not
     */
    void require(TlsConfig config, byte[] signed) throws TlsException {
        if (!config.crypto().signature().verify(scheme, key, signed, signature)) {
            throw new TlsException(
                    AlertDescription.DECRYPT_ERROR, message + " has a signature that is not its certificate's");
        }
    }
}
