package io.tlsgauge.engine.jsse;

import io.tlsgauge.engine.alert.AlertDescription;
import io.tlsgauge.engine.alert.TlsException;
import io.tlsgauge.engine.certificate.CertificateVerifier;
import io.tlsgauge.engine.config.ApplicationProtocolSelector;
import io.tlsgauge.engine.config.ClientAuthentication;
import io.tlsgauge.engine.config.ClientConfig;
import io.tlsgauge.engine.config.IdentitySource;
import io.tlsgauge.engine.config.ServerConfig;
import io.tlsgauge.engine.config.TlsConfig;
import io.tlsgauge.engine.session.TicketKeyring;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import javax.net.ssl.SNIMatcher;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.StandardConstants;
import javax.net.ssl.X509TrustManager;
import javax.security.auth.x500.X500Principal;

/** Translates what a caller set at an engine and its context into the settings of a connection. */
final class EngineConfigs {
    /** How often a peer may renegotiate: as rarely as to refresh keys, or to show a certificate. */
    private static final int MAX_RENEGOTIATIONS = 16;

    private static final X509Certificate[] ANY = {};
    private static final boolean CLIENT_TICKETS = tickets("client");
    private static final boolean SERVER_TICKETS = tickets("server");

    private final EngineCredentials credentials;
    private final EngineSettings settings;
    private final SSLEngine engine;
    private final HandshakeView handshake;

    EngineConfigs(EngineCredentials credentials, EngineSettings settings, SSLEngine engine, HandshakeView handshake) {
        this.credentials = credentials;
        this.settings = settings;
        this.engine = engine;
        this.handshake = handshake;
    }

    ServerConfig server(ServerSessions sessions) {
        if (settings.needClientAuth() || settings.wantClientAuth()) {
            return withClientAuthentication(newServer(sessions, sessions.ticketKeyring()))
                    .build()
                    .choosingBy(identities(), acceptedServerNames(), applicationProtocolSelector());
        }
        TicketKeyring keyring = sessions.ticketKeyring();
        return credentials
                .sharedConfigs()
                .server(
                        new SharedConfigs.ServerSettings(
                                settings.cipherSuites(),
                                settings.applicationProtocols(),
                                !settings.useCipherSuitesOrder(),
                                keyring),
                        () -> newServer(sessions, keyring).build())
                .choosingBy(identities(), acceptedServerNames(), applicationProtocolSelector());
    }

    ClientConfig client() {
        return credentials
                .sharedConfigs()
                .client(
                        new SharedConfigs.ClientSettings(settings.cipherSuites(), settings.applicationProtocols()),
                        this::newClient)
                .choosingBy(
                        verifier(),
                        credentials
                                .keyManager()
                                .map(manager -> new KeyManagerIdentities(credentials, manager, engine, handshake)));
    }

    private ServerConfig.Builder newServer(ServerSessions sessions, TicketKeyring keyring) {
        ServerConfig.Builder builder = shared(ServerConfig.builder())
                .identities(hello -> List.of())
                .prefersClientOrder(!settings.useCipherSuitesOrder())
                .sessionCache(sessions);
        return SERVER_TICKETS ? builder.ticketKeyring(keyring) : builder;
    }

    private ServerConfig.Builder withClientAuthentication(ServerConfig.Builder builder) {
        return builder.clientAuthentication(
                settings.needClientAuth() ? ClientAuthentication.NEEDED : ClientAuthentication.WANTED,
                verifier(),
                Arrays.stream(credentials
                                .trustManager()
                                .map(X509TrustManager::getAcceptedIssuers)
                                .orElse(ANY))
                        .map(X509Certificate::getSubjectX500Principal)
                        .distinct()
                        .<X500Principal>map(authority -> authority)
                        .toList());
    }

    private ClientConfig newClient() {
        return shared(ClientConfig.builder())
                .applicationProtocols(settings.applicationProtocols())
                .requestStatus(true)
                .requestTickets(CLIENT_TICKETS)
                .verifier(refusing("no verifier was chosen"))
                .build();
    }

    /** The JDK's own switch: callers know no other. */
    private static boolean tickets(String side) {
        return Boolean.parseBoolean(System.getProperty("jdk.tls." + side + ".enableSessionTicketExtension", "true"));
    }

    private <B extends TlsConfig.Builder<B>> B shared(B builder) {
        return builder.crypto(credentials.crypto())
                .random(credentials.random())
                .cipherSuites(settings.cipherSuites())
                .delegateTasks(true)
                .maxRenegotiations(MAX_RENEGOTIATIONS);
    }

    private CertificateVerifier verifier() {
        if (!settings.enableSessionCreation()) {
            return refusing("the engine may not make a new session: call setEnableSessionCreation");
        }
        return credentials
                .trustManager()
                .<CertificateVerifier>map(manager -> new TrustManagerVerifier(manager, engine, handshake))
                .orElse(refusing("SSLContext was given no X509TrustManager"));
    }

    private static CertificateVerifier refusing(String why) {
        return (presented, at) -> {
            throw new TlsException(AlertDescription.CERTIFICATE_UNKNOWN, why);
        };
    }

    /** None where no session may be made: then a full handshake has nothing to show. */
    private IdentitySource identities() {
        return credentials
                .keyManager()
                .filter(manager -> settings.enableSessionCreation())
                .<IdentitySource>map(manager -> new KeyManagerIdentities(credentials, manager, engine, handshake))
                .orElse(hello -> List.of());
    }

    private Predicate<String> acceptedServerNames() {
        if (settings.sniMatchers().isEmpty()) {
            return host -> true;
        }
        List<SNIMatcher> matchers = settings.sniMatchers().stream()
                .filter(matcher -> matcher.getType() == StandardConstants.SNI_HOST_NAME)
                .toList();
        return host -> matchers.isEmpty()
                || HandshakeView.serverName(host)
                        .filter(name -> matchers.stream().anyMatch(matcher -> matcher.matches(name)))
                        .isPresent();
    }

    private ApplicationProtocolSelector applicationProtocolSelector() {
        ApplicationProtocolSelector ofList = ApplicationProtocolSelector.of(settings.applicationProtocols());
        return offered -> {
            Optional<String> chosen = settings.applicationProtocolSelector().isPresent()
                    ? chosenByCaller(offered)
                    : ofList.select(offered);
            handshake.applicationProtocol(chosen.orElse(""));
            return chosen;
        };
    }

    private Optional<String> chosenByCaller(List<String> offered) throws TlsException {
        String chosen = settings.applicationProtocolSelector().orElseThrow().apply(engine, offered);
        if (chosen == null || !chosen.isEmpty() && !offered.contains(chosen)) {
            throw new TlsException(
                    AlertDescription.NO_APPLICATION_PROTOCOL,
                    "the selector takes none of the application protocols " + offered);
        }
        return Optional.of(chosen).filter(name -> !name.isEmpty());
    }
}
