package io.tlsgauge.engine.handshake;

import io.tlsgauge.engine.crypto.CipherSuite;
import io.tlsgauge.engine.session.HandshakeKind;
import io.tlsgauge.engine.session.Session;
import java.util.Optional;

/**
 * A finished handshake's outcome, with what proves its kind.
 *
 * @param kind full, or resumed and by which mechanism
 * @param applicationProtocol the protocol agreed on by ALPN (RFC 7301)
 * @param serverName the host that the client asked for (RFC 6066 §3)
 * @param ticketOffered whether the ClientHello held a ticket
 * @param ticketIssued whether the server sent a NewSessionTicket
 * @param session the session made or resumed; on the client it is what to resume with later
 */
public record HandshakeSummary(
        HandshakeKind kind,
        CipherSuite cipherSuite,
        boolean extendedMasterSecret,
        Optional<String> applicationProtocol,
        Optional<String> serverName,
        boolean ticketOffered,
        boolean ticketIssued,
        Session session) {}
