package io.tlsgauge.engine.jsse;

import io.tlsgauge.engine.certificate.TestChain;
import io.tlsgauge.engine.interop.JssePeer;
import io.tlsgauge.engine.interop.KeyStores;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.Provider;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;

/** Two engines that talk in memory, each driven as the documentation of {@link SSLEngine} asks. */
final class EnginePair {
    /** Ours. */
    static final Provider OURS = new TlsGaugeProvider();

    /** The JDK's. */
    static final Provider JDK = JssePeer.PROVIDER;

    static final int PORT = 4433;

    private static final int ROOM = 1 << 17;

    private final Side client;
    private final Side server;

    EnginePair(SSLEngine client, SSLEngine server) {
        this.client = new Side(client);
        this.server = new Side(server);
    }

    /** A context with the chain's key, and its root as the only anchor. */
    static SSLContext context(Provider provider, TestChain chain) throws Exception {
        return context(provider, chain, KeyStores.keys(JDK, chain).getKeyManagers());
    }

    static SSLContext context(Provider provider, TestChain chain, KeyManager[] keyManagers) throws Exception {
        SSLContext context = SSLContext.getInstance("TLSv1.2", provider);
        context.init(keyManagers, KeyStores.trust(JDK, chain).getTrustManagers(), null);
        return context;
    }

    static SSLEngine client(SSLContext context) {
        SSLEngine engine = context.createSSLEngine(TestChain.HOST, PORT);
        engine.setUseClientMode(true);
        return engine;
    }

    static SSLEngine server(SSLContext context) {
        SSLEngine engine = context.createSSLEngine();
        engine.setUseClientMode(false);
        return engine;
    }

    Side client() {
        return client;
    }

    Side server() {
        return server;
    }

    /** Shakes hands until neither side has more to do. */
    EnginePair shakeHands() throws SSLException {
        client.engine.beginHandshake();
        return carry();
    }

    /** Lets both work until neither side has more to do. */
    EnginePair carry() throws SSLException {
        boolean moved = true;
        while (moved) {
            moved = client.work(server.sent);
            moved |= server.work(client.sent);
        }
        return this;
    }

    /** One engine, what it sent that nobody read yet, what it received, and all that it told of itself. */
    static final class Side {
        private final SSLEngine engine;
        private final ByteBuffer sent = ByteBuffer.allocate(ROOM);
        private final ByteBuffer received = ByteBuffer.allocate(ROOM);
        private final List<String> trace = new ArrayList<>();

        private Side(SSLEngine engine) {
            this.engine = engine;
        }

        SSLEngine engine() {
            return engine;
        }

        /** What stands to be read by the other side, to be flipped. */
        ByteBuffer sent() {
            return sent;
        }

        /** The text received so far. */
        String received() {
            return new String(received.array(), 0, received.position(), StandardCharsets.US_ASCII);
        }

        /** Calls, with the statuses that they told, repetitions left out. */
        List<String> trace() {
            return trace;
        }

        long finishes() {
            return trace.stream().filter(call -> call.endsWith("FINISHED")).count();
        }

        /** Sends a text. */
        void say(String text) throws SSLException {
            ByteBuffer source = ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
            while (source.hasRemaining()) {
                wrap(source);
            }
        }

        SSLEngineResult wrap(ByteBuffer source) throws SSLException {
            return note("wrap", engine.wrap(source, sent));
        }

        /** Does what the engine asks for, once. */
        private boolean work(ByteBuffer network) throws SSLException {
            HandshakeStatus status = engine.getHandshakeStatus();
            switch (status) {
                case NEED_TASK -> {
                    engine.getDelegatedTask().run();
                    trace.add("task");
                    return true;
                }
                case NEED_WRAP -> {
                    return moved(wrap(ByteBuffer.allocate(0)));
                }
                default -> {
                    if (network.position() == 0) {
                        return false;
                    }
                    network.flip();
                    try {
                        return moved(note("unwrap", engine.unwrap(network, received)));
                    } finally {
                        network.compact();
                    }
                }
            }
        }

        private static boolean moved(SSLEngineResult result) {
            return result.bytesConsumed() > 0
                    || result.bytesProduced() > 0
                    || result.getHandshakeStatus() == HandshakeStatus.NEED_TASK;
        }

        private SSLEngineResult note(String call, SSLEngineResult result) {
            String line = call + " " + result.getStatus() + " " + result.getHandshakeStatus();
            if (trace.isEmpty() || !trace.get(trace.size() - 1).equals(line)) {
                trace.add(line);
            }
            return result;
        }
    }
}
