package io.tlsgauge.engine.jsse;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tlsgauge.engine.TlsConnection;
import io.tlsgauge.engine.certificate.TestChain;
import io.tlsgauge.engine.config.ClientConfig;
import io.tlsgauge.engine.interop.InMemory;
import io.tlsgauge.engine.session.HandshakeKind;
import io.tlsgauge.engine.session.Session;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSessionBindingEvent;
import javax.net.ssl.SSLSessionBindingListener;
import javax.net.ssl.SSLSessionContext;
import org.junit.jupiter.api.Test;

/** What sessions and their contexts promise to callers. */
class EngineSessionTest {
    private static final TestChain CHAIN = TestChain.standard();
    private static final ClientConfig WITHOUT_TICKETS = ClientConfig.builder()
            .verifier((chain, at) -> {})
            .requestTickets(false)
            .build();

    private final SSLContext ours = EnginePair.context(EnginePair.OURS, CHAIN);
    private final SSLContext jdk = EnginePair.context(EnginePair.JDK, CHAIN);

    EngineSessionTest() throws Exception {}

    @Test
    void clientResumesWhatTheJdkGaveIt() throws Exception {
        SSLSession first = session(ours, jdk);
        SSLSession second = session(ours, jdk);
        assertSame(first, second);
        assertTrue(second.getLastAccessedTime() >= second.getCreationTime());
    }

    @Test
    void serverResumesWhatItGaveTheJdk() throws Exception {
        EnginePair first = pair(jdk, ours).shakeHands();
        EnginePair second = pair(jdk, ours).shakeHands();
        assertEquals(
                first.client().engine().getSession().getCreationTime(),
                second.client().engine().getSession().getCreationTime());
        assertArrayEquals(
                first.client().engine().getSession().getId(),
                second.client().engine().getSession().getId());
    }

    @Test
    void sessionOfAHandshakeKeepsItsCreationTimeWhileThatGoesOn() throws Exception {
        SSLEngine client = EnginePair.client(ours);
        client.beginHandshake();
        long created = client.getHandshakeSession().getCreationTime();
        while (System.currentTimeMillis() == created) {
            Thread.onSpinWait();
        }
        assertEquals(created, client.getHandshakeSession().getCreationTime());
        assertEquals(created, client.getHandshakeSession().getLastAccessedTime());
    }

    @Test
    void sessionsAreKeptApartByHostAndPort() throws Exception {
        SSLSession first = session(ours, jdk);
        SSLEngine elsewhere = ours.createSSLEngine(TestChain.HOST, EnginePair.PORT + 1);
        elsewhere.setUseClientMode(true);
        SSLSession second = new EnginePair(elsewhere, EnginePair.server(jdk))
                .shakeHands()
                .client()
                .engine()
                .getSession();
        assertNotEquals(first, second);
        assertEquals(EnginePair.PORT + 1, second.getPeerPort());
    }

    /** A server that one name led to is not believed to be another, though both are asked for the same site. */
    @Test
    void sessionsAreKeptApartByHostThoughTheServerNameIsTheSame() throws Exception {
        SSLSession first = sessionOf("a.test");
        assertSame(first, sessionOf("a.test"));
        assertNotSame(first, sessionOf("b.test"));
    }

    @Test
    void sessionOfAServerThatNobodyNamedIsNotKept() throws Exception {
        EnginePair pair = new EnginePair(ours.createSSLEngine(), EnginePair.server(jdk));
        pair.client().engine().setUseClientMode(true);
        SSLSession session = pair.shakeHands().client().engine().getSession();
        assertTrue(session.isValid());
        assertFalse(ours.getClientSessionContext().getIds().hasMoreElements());
    }

    @Test
    void sessionThatIsInvalidatedIsNotResumed() throws Exception {
        SSLSession first = session(ours, jdk);
        first.invalidate();
        assertFalse(first.isValid());
        assertNotEquals(first, session(ours, jdk));
    }

    @Test
    void sessionThatTheServerInvalidatedIsNotResumed() throws Exception {
        SSLEngine server = EnginePair.server(ours);
        Session session = meet(server, Optional.empty(), HandshakeKind.FULL);
        server.getSession().invalidate();
        assertNull(ours.getServerSessionContext().getSession(session.id()));
        meet(EnginePair.server(ours), Optional.of(session), HandshakeKind.FULL);
    }

    @Test
    void sessionOfAFailedConnectionIsNotResumed() throws Exception {
        EnginePair pair = pair(ours, jdk).shakeHands();
        SSLSession session = pair.client().engine().getSession();
        byte[] garbage = {23, 3, 3, 0, 32};
        ByteBuffer record = ByteBuffer.allocate(37).put(garbage).rewind();
        assertThrows(SSLException.class, () -> pair.client().engine().unwrap(record, ByteBuffer.allocate(1 << 15)));
        assertFalse(session.isValid());
        assertNotEquals(session, session(ours, jdk));
    }

    @Test
    void serverContextListsAndBoundsItsSessions() throws Exception {
        SSLSessionContext context = ours.getServerSessionContext();
        context.setSessionCacheSize(2);
        assertEquals(2, context.getSessionCacheSize());
        byte[] oldest = sessionWithId().getId();
        byte[] middle = sessionWithId().getId();
        byte[] newest = sessionWithId().getId();
        assertNull(context.getSession(oldest));
        assertArrayEquals(middle, context.getSession(middle).getId());
        assertEquals(2, Collections.list(context.getIds()).size());
        context.setSessionCacheSize(1);
        assertArrayEquals(newest, Collections.list(context.getIds()).get(0));
        assertEquals(1, Collections.list(context.getIds()).size());
        assertThrows(IllegalArgumentException.class, () -> context.setSessionCacheSize(-1));
        assertThrows(IllegalArgumentException.class, () -> context.setSessionTimeout(-1));
    }

    @Test
    void timeoutEndsSessionsAndTickets() throws Exception {
        SSLSessionContext context = ours.getServerSessionContext();
        assertEquals(86_400, context.getSessionTimeout());
        SSLSession first = session(jdk, ours);
        context.setSessionTimeout(3_600);
        SSLSession second = session(jdk, ours);
        assertFalse(Arrays.equals(first.getId(), second.getId()));
        assertEquals(3_600, context.getSessionTimeout());
    }

    @Test
    void serverResumesByIdAndKeepsWhatCallersBoundToTheSession() throws Exception {
        SSLEngine first = EnginePair.server(ours);
        Session session = meet(first, Optional.empty(), HandshakeKind.FULL);
        first.getSession().putValue("user", "somebody");
        SSLEngine second = EnginePair.server(ours);
        meet(second, Optional.of(session), HandshakeKind.SESSION_ID);
        assertEquals("somebody", second.getSession().getValue("user"));
    }

    @Test
    void listenersHearThatTheyAreBoundAndUnbound() throws Exception {
        SSLSession session = session(ours, jdk);
        StringBuilder heard = new StringBuilder();
        session.putValue("listener", new SSLSessionBindingListener() {
            @Override
            public void valueBound(SSLSessionBindingEvent event) {
                heard.append("bound ").append(event.getName());
            }

            @Override
            public void valueUnbound(SSLSessionBindingEvent event) {
                heard.append(", unbound ").append(event.getName());
            }
        });
        assertArrayEquals(new String[] {"listener"}, session.getValueNames());
        session.removeValue("listener");
        assertEquals("bound listener, unbound listener", heard.toString());
        assertThrows(NullPointerException.class, () -> session.putValue(null, ""));
    }

    @Test
    void sessionTellsWhoTheSidesAre() throws Exception {
        EnginePair pair = pair(ours, ours).shakeHands();
        SSLSession client = pair.client().engine().getSession();
        SSLSession server = pair.server().engine().getSession();
        assertEquals(CHAIN.chain(), List.of(client.getPeerCertificates()));
        assertEquals(CHAIN.chain().get(0).getSubjectX500Principal(), client.getPeerPrincipal());
        assertNull(client.getLocalCertificates());
        assertEquals(CHAIN.chain(), List.of(server.getLocalCertificates()));
        assertEquals(CHAIN.chain().get(0).getSubjectX500Principal(), server.getLocalPrincipal());
        assertThrows(SSLPeerUnverifiedException.class, server::getPeerCertificates);
        assertEquals("TLSv1.2", client.getProtocol());
        assertSame(ours.getServerSessionContext(), server.getSessionContext());
        assertSame(ours.getClientSessionContext(), client.getSessionContext());
    }

    @Test
    void engineThatMayMakeNoSessionResumesOrFails() throws Exception {
        EnginePair refused = pair(ours, jdk);
        refused.client().engine().setEnableSessionCreation(false);
        assertThrows(SSLHandshakeException.class, refused::shakeHands);
        session(ours, jdk);
        EnginePair resumed = pair(ours, jdk);
        resumed.client().engine().setEnableSessionCreation(false);
        resumed.shakeHands();
        assertTrue(resumed.client().engine().getSession().isValid());
        EnginePair refusedByServer = pair(jdk, ours);
        refusedByServer.server().engine().setEnableSessionCreation(false);
        assertThrows(SSLHandshakeException.class, refusedByServer::shakeHands);
    }

    private SSLSession sessionOf(String host) throws Exception {
        SSLEngine client = ours.createSSLEngine(host, EnginePair.PORT);
        client.setUseClientMode(true);
        SSLParameters parameters = client.getSSLParameters();
        parameters.setServerNames(List.of(new SNIHostName(TestChain.HOST)));
        client.setSSLParameters(parameters);
        return new EnginePair(client, EnginePair.server(jdk))
                .shakeHands()
                .client()
                .engine()
                .getSession();
    }

    /** The server's session after a full handshake of a client that wants no ticket, so that it has an ID. */
    private SSLSession sessionWithId() throws Exception {
        SSLEngine server = EnginePair.server(ours);
        meet(server, Optional.empty(), HandshakeKind.FULL);
        return server.getSession();
    }

    private static Session meet(SSLEngine server, Optional<Session> resume, HandshakeKind kind) throws Exception {
        TlsConnection client = TlsConnection.client(WITHOUT_TICKETS, TestChain.HOST, resume);
        new InMemory(client, server).shakeHands();
        assertEquals(kind, client.summary().kind());
        return client.summary().session();
    }

    private static SSLSession session(SSLContext client, SSLContext server) throws SSLException {
        return pair(client, server).shakeHands().client().engine().getSession();
    }

    private static EnginePair pair(SSLContext client, SSLContext server) {
        return new EnginePair(EnginePair.client(client), EnginePair.server(server));
    }
}
