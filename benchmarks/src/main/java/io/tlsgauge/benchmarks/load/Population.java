package io.tlsgauge.benchmarks.load;

import io.tlsgauge.engine.session.Session;
import io.tlsgauge.results.demand.Kind;
import io.tlsgauge.results.demand.Mix;
import io.tlsgauge.results.load.ArrivalKind;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * The clients of one loop, and the session that each remembers. Those with an ID come first, then those with a ticket,
 * in the proportion of the mix.
 */
final class Population {
    private static final byte[] NONE = {};

    private final Session[] sessions;
    private final int withIds;
    private final boolean halved;
    private final SplittableRandom random;

    /** @param halved whether at first the first half of either sort comes only */
    Population(int size, Mix mix, boolean halved, long seed) {
        this.sessions = new Session[size];
        this.withIds = withIds(size, mix);
        this.halved = halved;
        this.random = new SplittableRandom(seed);
    }

    /** How many there must be, that each sort of client that the mix needs is among them. */
    static int least(Mix mix) {
        return (mix.id() > 0 ? 1 : 0) + (mix.ticket() > 0 ? 1 : 0);
    }

    private static int withIds(int size, Mix mix) {
        if (mix.resumed() == 0) {
            return 0;
        }
        int share = (int) Math.round(size * mix.share(Kind.SESSION_ID) / mix.resumed());
        return Math.max(mix.id() > 0 ? 1 : 0, Math.min(share, size - (mix.ticket() > 0 ? 1 : 0)));
    }

    int size() {
        return sessions.length;
    }

    /** Whether a client remembers a ticket, rather than an ID. */
    boolean hasTickets(int client) {
        return client < 0 || client >= withIds;
    }

    boolean isOfFirstHalf(int client) {
        return !halved || (client < withIds ? client < half(withIds) : client - withIds < half(size() - withIds));
    }

    Optional<Session> session(int client) {
        return client < 0 ? Optional.empty() : Optional.ofNullable(sessions[client]);
    }

    /** A client that comes for a handshake of the kind, or -1 where none remembers anything. */
    int draw(ArrivalKind kind, boolean fromAll) {
        int first = 0;
        int count = size();
        if (kind == ArrivalKind.TICKET || kind == ArrivalKind.FULL && drawsTicket()) {
            first = withIds;
            count = size() - withIds;
        } else if (count > 0) {
            count = withIds;
        }
        if (halved && !fromAll) {
            count = half(count);
        }
        return count == 0 ? -1 : first + random.nextInt(count);
    }

    /** Remembers what a handshake left behind, where it can be resumed, and forgets what was. */
    void remember(int client, Session session) {
        if (client < 0) {
            return;
        }
        boolean ticket = hasTickets(client);
        boolean resumable =
                session.extendedMasterSecret() && (ticket ? session.ticket().length : session.id().length) > 0;
        // Without its ID, it is by the ticket that a session is resumed, or not at all.
        sessions[client] = !resumable ? null : ticket ? session.withId(NONE) : session;
    }

    /** All lose what they remember. */
    void forget() {
        Arrays.fill(sessions, null);
    }

    /** How many remember a session. */
    int warm() {
        int warm = 0;
        for (Session session : sessions) {
            warm += session == null ? 0 : 1;
        }
        return warm;
    }

    /** How many of those that come at first remember nothing. */
    int cold() {
        int cold = 0;
        for (int client = 0; client < sessions.length; client++) {
            if (sessions[client] == null && isOfFirstHalf(client)) {
                cold++;
            }
        }
        return cold;
    }

    private boolean drawsTicket() {
        return size() == 0 || random.nextInt(size()) >= withIds;
    }

    private static int half(int count) {
        return (count + 1) / 2;
    }
}
