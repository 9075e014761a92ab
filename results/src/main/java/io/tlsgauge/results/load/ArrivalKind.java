package io.tlsgauge.results.load;

import java.util.Locale;

/** What an arrival is: what it asked for, and for resumptions whether the server did it. */
public enum ArrivalKind {
    /** A client that has lost its session, or never had one. */
    FULL(Group.HONEST),
    /** A resumption by session ID that the server did. */
    SESSION_ID(Group.HONEST),
    /** A resumption by ticket that the server did. */
    TICKET(Group.HONEST),
    /** An ID was offered, and the server made a full handshake. */
    SESSION_ID_REFUSED(Group.HONEST),
    /** A ticket was offered, and the server made a full handshake. */
    TICKET_REFUSED(Group.HONEST),
    /** A resumption was due from a client that had no session yet: a full handshake. */
    WARMING(Group.HONEST),
    /** One of a crowd that comes back all at once without its sessions: a full handshake. */
    RECONNECT(Group.HONEST),
    /** A ticket was offered that the server never sealed. */
    FORGED_TICKET(Group.HOSTILE),
    /** A session ID was offered that the server never issued. */
    UNKNOWN_ID(Group.HOSTILE),
    /** A ClientHello, and nothing more. */
    HELLO_ONLY(Group.HOSTILE),
    /** A handshake, then request upon request, and no answer read. */
    NEVER_READ(Group.HOSTILE);

    private enum Group {
        HONEST,
        HOSTILE
    }

    private final Group group;

    ArrivalKind(Group group) {
        this.group = group;
    }

    /** Whether objectives count it. */
    public boolean isHonest() {
        return group == Group.HONEST;
    }

    /** Whether a resumption was asked for and refused. */
    public boolean isRefused() {
        return this == SESSION_ID_REFUSED || this == TICKET_REFUSED;
    }

    /** As options write it, such as {@code forged-ticket}. */
    public String optionName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
