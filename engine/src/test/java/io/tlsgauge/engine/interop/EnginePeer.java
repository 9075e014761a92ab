package io.tlsgauge.engine.interop;

import io.tlsgauge.engine.crypto.CipherSuite;
import io.tlsgauge.engine.session.HandshakeKind;
import java.util.Optional;
import javax.net.ssl.SSLEngine;

/** A peer of this JVM, met in memory. */
abstract class EnginePeer implements Peer {
    /** The engines of one side, with the sessions they share. */
    interface Engines {
        SSLEngine next() throws Exception;
    }

    abstract Engines serverEngines(CipherSuite suite, HandshakeKind kind) throws Exception;

    abstract Engines clientEngines(CipherSuite suite, HandshakeKind kind) throws Exception;

    /** Whether the engine, its handshake done, resumed a session; empty where it can't tell. */
    abstract Optional<Boolean> resumed(SSLEngine engine, HandshakeKind kind, long startedAtMillis);

    @Override
    public final Side server(CipherSuite suite, HandshakeKind kind) throws Exception {
        return side(serverEngines(suite, kind), suite, kind);
    }

    @Override
    public final Side client(CipherSuite suite, HandshakeKind kind) throws Exception {
        return side(clientEngines(suite, kind), suite, kind);
    }

    private Side side(Engines engines, CipherSuite suite, HandshakeKind kind) {
        return ours -> {
            long startedAt = nextMilli();
            SSLEngine engine = engines.next();
            engine.setEnabledProtocols(new String[] {"TLSv1.2"});
            engine.setEnabledCipherSuites(new String[] {suite.name()});
            InMemory wire = new InMemory(ours, engine);
            wire.shakeHands();
            Optional<Boolean> resumed = resumed(engine, kind, startedAt);
            wire.converse();
            return resumed;
        };
    }

    /** A session made before this instant can be told by its creation time from one made after it. */
    private static long nextMilli() {
        long now = System.currentTimeMillis();
        while (System.currentTimeMillis() == now) {
            Thread.onSpinWait();
        }
        return now + 1;
    }
}
