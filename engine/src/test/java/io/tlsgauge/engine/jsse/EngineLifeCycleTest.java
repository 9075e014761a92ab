package io.tlsgauge.engine.jsse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tlsgauge.engine.alert.AlertDescription;
import io.tlsgauge.engine.alert.TlsException;
import io.tlsgauge.engine.certificate.TestCertificate;
import io.tlsgauge.engine.certificate.TestChain;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;

/** What an engine tells of itself in each state, beside what the JDK's own tells there. */
class EngineLifeCycleTest {
    private static final TestChain CHAIN = TestChain.standard();
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final SSLContext ours = EnginePair.context(EnginePair.OURS, CHAIN);
    private final SSLContext jdk = EnginePair.context(EnginePair.JDK, CHAIN);

    EngineLifeCycleTest() throws Exception {}

    @Test
    void clientGoesThroughTheStatesOfTheJdksOwn() throws Exception {
        assertEquals(states(trace(jdk, jdk, true)), states(trace(ours, jdk, true)));
    }

    @Test
    void serverGoesThroughTheStatesOfTheJdksOwn() throws Exception {
        assertEquals(states(trace(jdk, jdk, false)), states(trace(jdk, ours, false)));
    }

    @Test
    void engineThatHasNotBegunIsNotHandshaking() {
        for (SSLContext context : List.of(ours, jdk)) {
            SSLEngine engine = EnginePair.client(context);
            assertEquals(HandshakeStatus.NOT_HANDSHAKING, engine.getHandshakeStatus());
            assertFalse(engine.isInboundDone());
            assertFalse(engine.isOutboundDone());
            assertNull(engine.getHandshakeSession());
            assertNull(engine.getDelegatedTask());
            assertNull(engine.getApplicationProtocol());
            assertFalse(engine.getSession().isValid());
            assertEquals("SSL_NULL_WITH_NULL_NULL", engine.getSession().getCipherSuite());
            assertEquals("NONE", engine.getSession().getProtocol());
        }
    }

    @Test
    void firstWrapOrUnwrapBeginsTheHandshake() throws SSLException {
        for (SSLContext context : List.of(ours, jdk)) {
            SSLEngine client = EnginePair.client(context);
            SSLEngineResult hello = client.wrap(NOTHING, ByteBuffer.allocate(1 << 15));
            assertEquals(HandshakeStatus.NEED_UNWRAP, hello.getHandshakeStatus());
            assertTrue(hello.bytesProduced() > 0);
            SSLEngineResult early = EnginePair.client(context).unwrap(NOTHING.duplicate(), NOTHING.duplicate());
            assertEquals(HandshakeStatus.NEED_WRAP, early.getHandshakeStatus());
            assertEquals(Status.OK, early.getStatus());
            assertEquals(
                    Status.BUFFER_UNDERFLOW,
                    EnginePair.server(context)
                            .unwrap(NOTHING.duplicate(), NOTHING.duplicate())
                            .getStatus());
        }
    }

    @Test
    void engineOfNoModeDoesNotBegin() {
        for (SSLContext context : List.of(ours, jdk)) {
            SSLEngine engine = context.createSSLEngine();
            assertThrows(IllegalStateException.class, engine::beginHandshake);
        }
        SSLEngine begun = EnginePair.client(ours);
        assertThrows(IllegalArgumentException.class, () -> {
            begun.beginHandshake();
            begun.setUseClientMode(false);
        });
    }

    @Test
    void finishedIsToldOnceByEachSide() throws Exception {
        for (SSLContext client : List.of(ours, jdk)) {
            for (SSLContext server : List.of(ours, jdk)) {
                EnginePair pair = pair(client, server).shakeHands();
                pair.client().say("ping");
                pair.carry();
                assertEquals(1, pair.client().finishes());
                assertEquals(1, pair.server().finishes());
                assertEquals("ping", pair.server().received());
            }
        }
    }

    @Test
    void theCostlyWorkIsAskedForAsATaskThatIsGivenOnce() throws Exception {
        SSLEngine server = EnginePair.server(ours);
        SSLEngine client = EnginePair.client(ours);
        EnginePair pair = new EnginePair(client, server);
        client.beginHandshake();
        assertTrue(pair.client().wrap(NOTHING).bytesProduced() > 0);
        assertNull(server.getDelegatedTask());
        ByteBuffer hello = pair.client().sent().flip();
        assertEquals(Status.OK, server.unwrap(hello, NOTHING.duplicate()).getStatus());
        while (server.getHandshakeStatus() == HandshakeStatus.NEED_TASK) {
            Runnable task = server.getDelegatedTask();
            assertNotNull(task);
            assertNull(server.getDelegatedTask());
            assertEquals(HandshakeStatus.NEED_TASK, server.getHandshakeStatus());
            assertEquals(
                    0,
                    server.unwrap(ByteBuffer.allocate(100), NOTHING.duplicate()).bytesConsumed());
            task.run();
        }
        assertEquals(HandshakeStatus.NEED_WRAP, server.getHandshakeStatus());
    }

    @Test
    void handshakeSessionStandsOnlyWhileThereIsAHandshake() throws Exception {
        SSLEngine client = EnginePair.client(ours);
        client.beginHandshake();
        assertEquals("TLSv1.2", client.getHandshakeSession().getProtocol());
        assertEquals(TestChain.HOST, client.getHandshakeSession().getPeerHost());
        assertFalse(client.getSession().isValid());
        EnginePair pair = new EnginePair(client, EnginePair.server(jdk)).carry();
        assertNull(client.getHandshakeSession());
        assertTrue(client.getSession().isValid());
        assertEquals(
                pair.server().engine().getSession().getCipherSuite(),
                client.getSession().getCipherSuite());
        assertEquals(CHAIN.chain(), List.of(client.getSession().getPeerCertificates()));
    }

    /** Until the client answers, the caller must read: where a key is used up, nothing can be written before. */
    @Test
    void serverThatAskedForAnotherHandshakeWaitsForIt() throws Exception {
        for (SSLContext context : List.of(ours, jdk)) {
            EnginePair pair = pair(jdk, context).shakeHands();
            SSLEngine server = pair.server().engine();
            server.beginHandshake();
            assertEquals(HandshakeStatus.NEED_WRAP, server.getHandshakeStatus());
            assertEquals(
                    HandshakeStatus.NEED_UNWRAP, pair.server().wrap(NOTHING).getHandshakeStatus());
            int asked = pair.server().sent().position();
            server.beginHandshake();
            assertEquals(HandshakeStatus.NEED_UNWRAP, server.getHandshakeStatus());
            pair.server().say("meanwhile");
            assertTrue(pair.server().sent().position() > asked);
            pair.carry();
            assertEquals(HandshakeStatus.NOT_HANDSHAKING, server.getHandshakeStatus());
            assertEquals(2, pair.server().finishes());
            assertEquals("meanwhile", pair.client().received());
        }
    }

    @Test
    void goodbyeGoesBothWays() throws Exception {
        for (SSLContext client : List.of(ours, jdk)) {
            for (SSLContext server : List.of(ours, jdk)) {
                EnginePair pair = pair(client, server).shakeHands();
                SSLEngine first = pair.client().engine();
                SSLEngine second = pair.server().engine();
                first.closeOutbound();
                assertEquals(HandshakeStatus.NEED_WRAP, first.getHandshakeStatus());
                assertFalse(first.isOutboundDone());
                SSLEngineResult goodbye = pair.client().wrap(NOTHING);
                assertEquals(Status.CLOSED, goodbye.getStatus());
                assertEquals(HandshakeStatus.NOT_HANDSHAKING, goodbye.getHandshakeStatus());
                assertTrue(first.isOutboundDone());
                assertEquals(Status.CLOSED, pair.client().wrap(NOTHING).getStatus());
                pair.carry();
                assertTrue(second.isInboundDone());
                assertTrue(second.isOutboundDone());
                assertTrue(first.isInboundDone());
                assertEquals(HandshakeStatus.NOT_HANDSHAKING, first.getHandshakeStatus());
                first.closeInbound();
                second.closeInbound();
            }
        }
    }

    @Test
    void engineThatIsClosedBeforeItBeganIsDone() throws Exception {
        SSLEngine engine = EnginePair.client(ours);
        engine.closeOutbound();
        assertTrue(engine.isOutboundDone());
        assertEquals(
                Status.CLOSED,
                engine.wrap(NOTHING, ByteBuffer.allocate(1 << 15)).getStatus());
        assertThrows(SSLException.class, engine::beginHandshake);
        SSLEngine unused = EnginePair.server(ours);
        unused.closeInbound();
        assertTrue(unused.isInboundDone());
    }

    @Test
    void engineThatIsClosedInTheMiddleSaysGoodbyeAndNothingElse() throws Exception {
        EnginePair pair = pair(jdk, ours);
        SSLEngine server = pair.server().engine();
        pair.client().engine().beginHandshake();
        pair.client().wrap(NOTHING);
        server.unwrap(pair.client().sent().flip(), NOTHING.duplicate());
        server.closeOutbound();
        while (server.getHandshakeStatus() == HandshakeStatus.NEED_TASK) {
            server.getDelegatedTask().run();
        }
        while (server.getHandshakeStatus() == HandshakeStatus.NEED_WRAP) {
            pair.server().wrap(NOTHING);
        }
        assertTrue(server.isOutboundDone());
        assertEquals(Status.CLOSED, pair.server().wrap(NOTHING).getStatus());
    }

    @Test
    void endWithoutGoodbyeIsTruncation() throws Exception {
        for (SSLContext context : List.of(ours, jdk)) {
            EnginePair pair = pair(context, jdk).shakeHands();
            assertThrows(SSLException.class, pair.client().engine()::closeInbound);
            assertTrue(pair.client().engine().isInboundDone());
        }
    }

    @Test
    void failureIsAHandshakeExceptionAndTheAlertGoesOut() throws Exception {
        TestCertificate stranger = TestCertificate.authority("a stranger").selfSigned();
        SSLContext distrusting =
                EnginePair.context(EnginePair.OURS, new TestChain(CHAIN.chain(), CHAIN.key(), stranger.certificate()));
        EnginePair pair = pair(distrusting, jdk);
        SSLHandshakeException failure = assertThrows(SSLHandshakeException.class, pair::shakeHands);
        TlsException cause = assertInstanceOf(TlsException.class, failure.getCause());
        assertEquals(AlertDescription.CERTIFICATE_UNKNOWN, cause.alert());
        SSLEngine client = pair.client().engine();
        assertEquals(HandshakeStatus.NEED_WRAP, client.getHandshakeStatus());
        SSLException told = assertThrows(SSLException.class, pair::carry);
        assertTrue(told.getMessage().contains("certificate_unknown"), told::getMessage);
        assertTrue(client.isOutboundDone());
        assertTrue(client.isInboundDone());
    }

    @Test
    void bytesThatAreNoTlsFailTheEngine() throws Exception {
        SSLEngine server = EnginePair.server(ours);
        ByteBuffer http = ByteBuffer.wrap("GET / HTTP/1.1\r\n\r\n".getBytes());
        SSLException failure =
                assertThrows(SSLException.class, () -> server.unwrap(http, ByteBuffer.allocate(1 << 15)));
        assertTrue(failure.getMessage().contains("HTTP"), failure::getMessage);
        assertEquals(HandshakeStatus.NEED_WRAP, server.getHandshakeStatus());
    }

    private static List<String> trace(SSLContext client, SSLContext server, boolean ofClient) throws Exception {
        EnginePair pair = pair(client, server).shakeHands();
        pair.client().say("ping");
        pair.server().say("pong");
        pair.carry();
        pair.client().engine().closeOutbound();
        pair.carry();
        return (ofClient ? pair.client() : pair.server()).trace();
    }

    /**
     * The JDK asks for a task with each message, ours only for what is costly, and writes a record a call, where ours
     * writes a flight: how often one has to call is nobody's contract.
     */
    private static List<String> states(List<String> trace) {
        List<String> states = new ArrayList<>();
        for (String call : trace) {
            boolean repeated =
                    !states.isEmpty() && states.get(states.size() - 1).equals(call);
            if (!repeated && !call.equals("task") && !call.endsWith("NEED_TASK") && !call.equals("wrap OK NEED_WRAP")) {
                states.add(call);
            }
        }
        return states;
    }

    private static EnginePair pair(SSLContext client, SSLContext server) {
        return new EnginePair(EnginePair.client(client), EnginePair.server(server));
    }
}
