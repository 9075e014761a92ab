package io.tlsgauge.engine.handshake;

import io.tlsgauge.engine.crypto.CipherSuite;
import io.tlsgauge.engine.crypto.NamedGroup;
import io.tlsgauge.engine.crypto.SignatureScheme;
import io.tlsgauge.engine.session.HandshakeKind;
import io.tlsgauge.engine.session.Session;
import java.util.Optional;

/**
 * A finished handshake's outcome, with what proves its kind.
 *
 * @param kind full, or resumed and by which mechanism
 * @param namedGroup the group of the ephemeral keys, where there were any
 * @param signatureScheme how the server signed its ephemeral key, where there was one
 * @param encryptThenMac whether a CBC suite's MAC covers the ciphertext (RFC 7366)
 * @param secureRenegotiation whether the peer knows RFC 5746
 * @param applicationProtocol the protocol agreed on by ALPN (RFC 7301)
 * @param serverName the host that the client asked for (RFC 6066 §3)
 * @param ticketOffered whether the ClientHello held a ticket
 * @param ticketIssued whether the server sent a NewSessionTicket
 * @param session the session made or resumed; on the client it is what to resume with later
 */
public record HandshakeSummary(
        HandshakeKind kind,
        CipherSuite cipherSuite,
        Optional<NamedGroup> namedGroup,
        Optional<SignatureScheme> signatureScheme,
        boolean extendedMasterSecret,
        boolean encryptThenMac,
        boolean secureRenegotiation,
        Optional<String> applicationProtocol,
        Optional<String> serverName,
        boolean ticketOffered,
        boolean ticketIssued,
        Session session) {}
