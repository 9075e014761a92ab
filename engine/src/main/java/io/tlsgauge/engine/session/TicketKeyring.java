package io.tlsgauge.engine.session;

import java.util.Optional;

/** Seals sessions into tickets and opens them (RFC 5077 §4). Safe for use by several threads. */
public interface TicketKeyring {
    /** A ticket that holds the session; of no bytes where it would be longer than a ticket may be. */
    byte[] seal(Session session, long nowMillis);

    /** The session that the ticket holds, or empty where it can't be opened or has expired. */
    Optional<OpenedTicket> open(byte[] ticket, long nowMillis);

    /** How long a ticket can be opened, in seconds. */
    long lifetimeSeconds();
}
