package io.tlsgauge.engine.session;

/**
 * A ticket's session.
 *
 * @param renew whether the client should get a new ticket, since this one is under an older key
 */
public record OpenedTicket(Session session, boolean renew) {}
