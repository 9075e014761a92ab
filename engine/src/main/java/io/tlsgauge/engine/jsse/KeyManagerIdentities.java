package io.tlsgauge.engine.jsse;

import io.tlsgauge.engine.config.ClientIdentitySource;
import io.tlsgauge.engine.config.Identity;
import io.tlsgauge.engine.config.IdentitySource;
import io.tlsgauge.engine.wire.CertificateRequest;
import io.tlsgauge.engine.wire.ClientHello;
import java.security.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509KeyManager;
import javax.security.auth.x500.X500Principal;

/** The identities that a key manager chooses, by the type of key and what it can see of the handshake. */
final class KeyManagerIdentities implements IdentitySource, ClientIdentitySource {
    private static final String RSA = "RSA";
    private static final String EC = "EC";

    private final EngineCredentials credentials;
    private final X509KeyManager keyManager;
    private final SSLEngine engine;
    private final HandshakeView handshake;

    KeyManagerIdentities(
            EngineCredentials credentials, X509KeyManager keyManager, SSLEngine engine, HandshakeView handshake) {
        this.credentials = credentials;
        this.keyManager = keyManager;
        this.engine = engine;
        this.handshake = handshake;
    }

    @Override
    public List<Identity> identities(ClientHello hello) {
        handshake.requestedServerName(hello.extensions().serverName());
        handshake.peerAlgorithms(hello.extensions().signatureAlgorithms());
        List<Identity> identities = new ArrayList<>(2);
        for (String keyType : List.of(EC, RSA)) {
            String alias = keyManager instanceof X509ExtendedKeyManager extended
                    ? extended.chooseEngineServerAlias(keyType, null, engine)
                    : keyManager.chooseServerAlias(keyType, null, null);
            if (alias != null) {
                credentials.identity(alias).ifPresent(identities::add);
            }
        }
        return identities;
    }

    @Override
    public Optional<Identity> identity(CertificateRequest request) {
        handshake.peerAlgorithms(request.signatureAlgorithms());
        List<String> keyTypes = new ArrayList<>(2);
        if (request.accepts(CertificateRequest.ECDSA_SIGN)) {
            keyTypes.add(EC);
        }
        if (request.accepts(CertificateRequest.RSA_SIGN)) {
            keyTypes.add(RSA);
        }
        Principal[] issuers = request.certificateAuthorities().stream()
                .map(X500Principal::new)
                .toArray(Principal[]::new);
        String[] types = keyTypes.toArray(new String[0]);
        String alias = keyManager instanceof X509ExtendedKeyManager extended
                ? extended.chooseEngineClientAlias(types, issuers, engine)
                : keyManager.chooseClientAlias(types, issuers, null);
        return alias == null ? Optional.empty() : credentials.identity(alias);
    }
}
