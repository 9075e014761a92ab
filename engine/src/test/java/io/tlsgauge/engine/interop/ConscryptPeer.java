package io.tlsgauge.engine.interop;

import io.tlsgauge.engine.session.HandshakeKind;
import java.nio.ByteBuffer;
import java.security.Provider;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLEngine;
import org.conscrypt.Conscrypt;

/** Conscrypt: BoringSSL behind a JSSE provider. */
final class ConscryptPeer extends ContextPeer {
    private final Set<ByteBuffer> seenIds = new HashSet<>();

    @Override
    public String name() {
        return "Conscrypt";
    }

    @Override
    public Optional<String> version() {
        if (!Conscrypt.isAvailable()) {
            return Optional.empty();
        }
        Conscrypt.Version version = Conscrypt.version();
        return Optional.of("Conscrypt " + version.major() + "." + version.minor() + "." + version.patch());
    }

    @Override
    Provider provider() {
        return Conscrypt.newProvider();
    }

    @Override
    Provider managers() {
        return JssePeer.PROVIDER;
    }

    @Override
    void prepare(SSLEngine engine, HandshakeKind kind) {
        Conscrypt.setUseSessionTickets(engine, kind == HandshakeKind.TICKET);
    }

    /** Its creation times are whole seconds, but a resumed session keeps its ID; a server's in a ticket has none. */
    @Override
    Optional<Boolean> resumed(SSLEngine engine, HandshakeKind kind, long startedAtMillis) {
        return kind == HandshakeKind.TICKET && !engine.getUseClientMode()
                ? Optional.empty()
                : Optional.of(!seenIds.add(ByteBuffer.wrap(engine.getSession().getId())));
    }
}
