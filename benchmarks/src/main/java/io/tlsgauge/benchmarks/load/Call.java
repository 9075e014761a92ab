package io.tlsgauge.benchmarks.load;

import io.tlsgauge.engine.handshake.HandshakeSummary;
import io.tlsgauge.engine.session.HandshakeKind;
import io.tlsgauge.engine.session.Session;
import io.tlsgauge.results.load.ArrivalKind;
import java.util.Optional;

/**
 * What an arrival is to do.
 *
 * @param asked the kind of handshake that it is to come to, or the kind of hostility
 * @param client who comes, or -1 where nobody remembers what it leaves behind
 * @param withTickets whether the client knows tickets
 * @param offered the session that is offered
 */
record Call(ArrivalKind asked, int client, boolean withTickets, Optional<Session> offered) {
    /**
     * What it came to, as the engine proves it; empty where it is nothing that an honest server does.
     *
     * @param done the handshake that is done
     */
    Optional<ArrivalKind> outcome(HandshakeSummary done) {
        return switch (asked) {
            case SESSION_ID ->
                done.kind() == HandshakeKind.FULL
                        ? Optional.of(ArrivalKind.SESSION_ID_REFUSED)
                        : only(done, HandshakeKind.SESSION_ID);
            case TICKET ->
                done.kind() == HandshakeKind.FULL
                        ? Optional.of(ArrivalKind.TICKET_REFUSED)
                        : only(done, HandshakeKind.TICKET);
            default -> only(done, HandshakeKind.FULL);
        };
    }

    private Optional<ArrivalKind> only(HandshakeSummary done, HandshakeKind expected) {
        return done.kind() == expected ? Optional.of(asked) : Optional.empty();
    }
}
