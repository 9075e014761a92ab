package io.tlsgauge.engine.interop;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tlsgauge.engine.session.HandshakeKind;
import java.util.Arrays;
import java.util.Optional;

/** What a peer can't do, and how it shows that the lack is its own. */
enum Limit {
    BORINGSSL_HAS_NO_CBC_WITH_SHA2("BoringSSL has no CBC suites with SHA-256 or SHA-384") {
        @Override
        boolean covers(Cell cell) {
            return (cell.peer() instanceof ConscryptPeer || cell.peer() instanceof NettyPeer)
                    && cell.suite().name().matches(".*_CBC_SHA(256|384)");
        }

        @Override
        void show(Cell cell) {
            IllegalArgumentException refusal = assertThrows(IllegalArgumentException.class, cell::meet);
            assertTrue(refusal.getMessage().contains(cell.suite().name()), refusal::getMessage);
        }
    },

    BCTLS_HAS_NO_TICKETS("bctls has no session tickets: its client asks for none, and its server gives none") {
        @Override
        boolean covers(Cell cell) {
            return cell.peer() instanceof BouncyCastlePeer && cell.kind() == HandshakeKind.TICKET;
        }

        @Override
        void show(Cell cell) throws Exception {
            for (Meeting meeting : cell.meet()) {
                assertFalse(meeting.ours().ticketOffered());
                assertFalse(meeting.ours().ticketIssued());
                assertNotEquals(HandshakeKind.TICKET, meeting.ours().kind());
            }
        }
    };

    private final String reason;

    Limit(String reason) {
        this.reason = reason;
    }

    /** What keeps the peer from doing this. */
    static Optional<Limit> of(Cell cell) {
        return Arrays.stream(values()).filter(limit -> limit.covers(cell)).findFirst();
    }

    String reason() {
        return reason;
    }

    abstract boolean covers(Cell cell);

    /** Tries the cell, and asserts that it is the peer who refuses. */
    abstract void show(Cell cell) throws Exception;
}
