package io.tlsgauge.benchmarks.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tlsgauge.benchmarks.certificate.CertificateChain;
import io.tlsgauge.engine.TlsConnection;
import io.tlsgauge.engine.certificate.PkixVerifier;
import io.tlsgauge.engine.config.ClientConfig;
import io.tlsgauge.engine.config.Identity;
import io.tlsgauge.engine.config.ServerConfig;
import io.tlsgauge.engine.crypto.Crypto;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A server's part of a connection, its peer in the same memory. */
class ConversationTest {
    private static final Crypto JDK = Crypto.of("jdk");
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final CertificateChain CHAIN = CertificateChain.rsa(2048);

    private final ByteBuffer toServer = ByteBuffer.allocate(1 << 16);
    private final ByteBuffer toClient = ByteBuffer.allocate(1 << 16);
    private final ByteBuffer room = ByteBuffer.allocate(1 << 14);
    private final TlsConnection client = TlsConnection.client(
            ClientConfig.builder()
                    .crypto(JDK)
                    .verifier(PkixVerifier.of(Set.of(CHAIN.root())))
                    .build(),
            "localhost",
            Optional.empty());
    private final TlsConnection tls = TlsConnection.server(ServerConfig.builder()
            .crypto(JDK)
            .identity(Identity.of(JDK, CHAIN.chain(), CHAIN.key()))
            .delegateTasks(true)
            .build());
    private final Conversation conversation =
            new Conversation(tls, new ServerLimits(1, 1, 1, LONG, LONG), new ServerCounters(), note -> {});

    @Test
    void peerThatHasClosedIsAnsweredAndNotWaitedFor() throws IOException {
        shakeHands();

        client.close();
        client.transmit(toServer);

        assertEquals(Conversation.Next.END, step());
        assertEquals(TlsConnection.Status.CLOSED, answer());
    }

    @Test
    void peerIsWaitedForWhereThisSideHasClosedFirst() throws IOException {
        shakeHands();

        conversation.close();

        assertEquals(Conversation.Next.CLOSE, step());
        assertEquals(TlsConnection.Status.CLOSED, answer());
    }

    private void shakeHands() throws IOException {
        while (!client.isEstablished()) {
            client.transmit(toServer);
            Conversation.Next next = step();
            while (next == Conversation.Next.WORK || next == Conversation.Next.STEP) {
                if (next == Conversation.Next.WORK) {
                    conversation.task().run();
                }
                next = step();
            }
            assertEquals(Conversation.Next.RECEIVE, next);
            answer();
        }
        assertTrue(tls.isEstablished());
    }

    private Conversation.Next step() {
        Conversation.Next next = conversation.step(toServer.flip(), room);
        toServer.compact();
        tls.transmit(toClient);
        return next;
    }

    private TlsConnection.Status answer() throws IOException {
        TlsConnection.Status status = client.receive(toClient.flip(), room.clear());
        toClient.compact();
        return status;
    }
}
