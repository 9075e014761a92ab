package io.tlsgauge.engine;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tlsgauge.engine.alert.TlsException;
import io.tlsgauge.engine.certificate.PkixVerifier;
import io.tlsgauge.engine.certificate.TestChain;
import io.tlsgauge.engine.config.ClientConfig;
import io.tlsgauge.engine.config.Identity;
import io.tlsgauge.engine.config.ServerConfig;
import io.tlsgauge.engine.crypto.Crypto;
import io.tlsgauge.engine.session.CompactSessionCache;
import io.tlsgauge.engine.session.HandshakeKind;
import io.tlsgauge.engine.session.RemoteSessionCache;
import io.tlsgauge.engine.session.Session;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A handshake waits for the session that it may resume. */
@Timeout(60)
class RemoteSessionCacheTest {
    private static final Crypto JDK = Crypto.of("jdk");
    private static final ByteBuffer NONE = ByteBuffer.allocate(0);

    private final Elsewhere cache = new Elsewhere();
    private final ByteBuffer network = ByteBuffer.allocate(1 << 15);
    private TlsConnection client;
    private Optional<Session> kept;

    /** Answers when it is told to. */
    private static final class Elsewhere implements RemoteSessionCache {
        private final CompactSessionCache sessions = new CompactSessionCache(JDK.prf(), 16, Duration.ofHours(1));
        private final CompletableFuture<Optional<Session>> answer = new CompletableFuture<>();

        @Override
        public CompletableFuture<Optional<Session>> lookUp(byte[] id, long nowMillis) {
            return answer;
        }

        @Override
        public void put(Session session, long nowMillis) {
            sessions.put(session, nowMillis);
        }

        @Override
        public void remove(byte[] id) {
            sessions.remove(id);
        }
    }

    @BeforeEach
    void makeSessionAndOfferIt() throws TlsException {
        TlsConnection first = client(Optional.empty());
        finish(first, server(false));
        Session session = first.summary().session();
        kept = cache.sessions.get(session.id(), System.currentTimeMillis());
        client = client(Optional.of(session));
        client.transmit(network.clear());
        network.flip();
    }

    @Test
    void handshakeGoesOnOnceTheAnswerIsThere() throws TlsException {
        TlsConnection server = server(true);
        assertEquals(TlsConnection.Status.NEEDS_TASK, server.receive(network, NONE));
        assertEquals(Optional.of(cache.answer), server.answer());
        assertEquals(TlsConnection.Status.NEEDS_TASK, server.receive(network, NONE), "there is no answer yet");
        assertFalse(server.hasOutput());
        // The caller's buffer is its own again meanwhile.
        Arrays.fill(network.array(), (byte) 0);

        cache.answer.complete(kept);
        server.task().run();
        assertEquals(TlsConnection.Status.NEEDS_INPUT, server.receive(NONE, NONE));
        assertThrows(IllegalStateException.class, server::answer);
        finish(client, server);
        assertEquals(HandshakeKind.SESSION_ID, server.summary().kind());
        assertEquals(HandshakeKind.SESSION_ID, client.summary().kind());
    }

    @Test
    void taskWaitsForTheAnswer() throws Exception {
        TlsConnection server = server(true);
        assertEquals(TlsConnection.Status.NEEDS_TASK, server.receive(network, NONE));
        answerTo(new Thread(server.task()));
        server.receive(NONE, NONE);
        finish(client, server);
        assertEquals(HandshakeKind.SESSION_ID, server.summary().kind());
    }

    @Test
    void serverThatDelegatesNothingWaitsItself() throws Exception {
        TlsConnection server = server(false);
        answerTo(new Thread(() -> assertDoesNotThrow(() -> server.receive(network, NONE))));
        finish(client, server);
        assertEquals(HandshakeKind.SESSION_ID, server.summary().kind());
    }

    @Test
    void answerThatIsThereAlreadyNeedsNoTask() throws TlsException {
        cache.answer.complete(kept);
        TlsConnection server = server(true);
        assertEquals(TlsConnection.Status.NEEDS_INPUT, server.receive(network, NONE));
        finish(client, server);
        assertEquals(HandshakeKind.SESSION_ID, server.summary().kind());
    }

    @Test
    void handshakeIsFullWhereNothingIsFound() throws TlsException {
        cache.answer.complete(Optional.empty());
        TlsConnection server = server(false);
        assertEquals(TlsConnection.Status.NEEDS_INPUT, server.receive(network, NONE));
        finish(client, server);
        assertEquals(HandshakeKind.FULL, server.summary().kind());
    }

    /** Answers once the thread waits for it, and waits for its end. */
    private void answerTo(Thread waiting) throws InterruptedException {
        waiting.start();
        while (waiting.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        cache.answer.complete(kept);
        waiting.join();
    }

    private TlsConnection server(boolean delegateTasks) {
        TestChain chain = TestChain.standard();
        return TlsConnection.server(ServerConfig.builder()
                .identities(List.of(Identity.of(JDK, chain.chain(), chain.key())))
                .delegateTasks(delegateTasks)
                .sessionCache(cache)
                .build());
    }

    private static TlsConnection client(Optional<Session> resume) {
        return TlsConnection.client(
                ClientConfig.builder()
                        .verifier(PkixVerifier.of(Set.of(TestChain.standard().root())))
                        .requestTickets(false)
                        .build(),
                "localhost",
                resume);
    }

    private static void finish(TlsConnection client, TlsConnection server) throws TlsException {
        new Pipe(1 << 17).exchange(client, NONE, server, NONE);
    }
}
