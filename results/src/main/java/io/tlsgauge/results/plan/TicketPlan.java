package io.tlsgauge.results.plan;

import io.tlsgauge.results.demand.Kind;
import io.tlsgauge.results.demand.Mix;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Tickets on the wire at the peak, and when their keys rotate; all servers together.
 *
 * <p>A ticket goes when its session's lifetime is over, counted from the full handshake, or with the key that sealed
 * it, which is when the key has sealed and its window is over. A client that comes before that gets a new one, so that
 * the share that is resumed is at the least what {@link ClientPopulation} tells of the shorter of both.
 *
 * @param ticketBytes the length of a ticket
 * @param bytesOutPerSecond of new tickets, from the servers
 * @param bytesInPerSecond of tickets offered, to the servers
 * @param rotation how long a key seals
 * @param lifetime how long a ticket can be resumed
 * @param window how long a key opens after it has stopped sealing
 * @param keys how many a server holds: the one that seals, and those that have sealed and still open
 * @param sealedPerKey how many tickets a key seals in its time
 * @param longestRotation the time after which a key has sealed 2<sup>32</sup> tickets, the most it should, since
 *     nonces are random (NIST SP 800-38D §8.3)
 * @param hitRatio how many of those that offer a ticket are resumed; empty if it is not known how many clients there are
 * @param hitRatioOfMix what the mix takes for granted
 */
public record TicketPlan(
        int ticketBytes,
        double bytesOutPerSecond,
        double bytesInPerSecond,
        Duration rotation,
        Duration lifetime,
        Duration window,
        int keys,
        double sealedPerKey,
        Duration longestRotation,
        OptionalDouble hitRatio,
        double hitRatioOfMix) {
    private static final double MOST_SEALED = 4_294_967_296.0;
    /** A record's and a message's header, the lifetime, and the ticket's length. */
    private static final int NEW_SESSION_TICKET = 5 + 4 + 4 + 2;
    /** The extension's header. */
    private static final int EXTENSION = 4;

    /** The tickets for a rate; empty if the mix has no resumption by ticket. */
    static Optional<TicketPlan> of(Mix mix, double peak, SessionDemand demand) {
        double resumed = peak * mix.share(Kind.TICKET);
        if (resumed == 0) {
            return Optional.empty();
        }
        double ofResumers = mix.share(Kind.TICKET) / mix.resumed();
        double rotation = demand.ticketRotation().toMillis() / 1e3;
        // a client renews its ticket once a key at the most, and as often as it comes
        double renewed = demand.clients().isPresent()
                ? Math.min(resumed, demand.clients().getAsLong() * ofResumers / rotation)
                : resumed;
        double full = peak * mix.share(Kind.FULL) * ofResumers;
        double sealed = full + renewed;
        double opened = Math.min(
                demand.ticketLifetime().toMillis() / 1e3,
                rotation + demand.ticketWindow().toMillis() / 1e3);
        OptionalDouble hits = demand.clients().isPresent()
                ? OptionalDouble.of(
                        new ClientPopulation(demand.clients().getAsLong() * ofResumers, resumed + full, demand.skew())
                                .hitRatio(opened))
                : OptionalDouble.empty();
        double longest = Math.min(MOST_SEALED / sealed, Duration.ofDays(3650).toSeconds());
        return Optional.of(new TicketPlan(
                demand.ticketBytes(),
                sealed * (demand.ticketBytes() + NEW_SESSION_TICKET),
                resumed * (demand.ticketBytes() + EXTENSION),
                demand.ticketRotation(),
                demand.ticketLifetime(),
                demand.ticketWindow(),
                1
                        + (int) Math.ceil(demand.ticketWindow().toMillis()
                                / (double) demand.ticketRotation().toMillis()),
                sealed * rotation,
                Duration.ofSeconds((long) longest),
                hits,
                resumed / (resumed + full)));
    }

    /** Whether a key seals more tickets than it should. */
    boolean rotatesTooSeldom() {
        return sealedPerKey > MOST_SEALED;
    }
}
