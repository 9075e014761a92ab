package io.tlsgauge.results.plan;

import java.time.Duration;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * How sessions are kept.
 *
 * @param clients how many there are; empty if that is not known
 * @param skew how much oftener some of them come: the exponent of Zipf's law, 0 for all alike
 * @param lifetime how long a session can be resumed by its ID after its full handshake
 * @param cacheSize how many sessions the servers keep together; empty for as many as there are
 * @param bytesPerSession in memory; empty for what was measured
 * @param ticketLifetime how long a ticket can be resumed after its full handshake
 * @param ticketRotation how long a key seals
 * @param ticketWindow how long it still opens afterwards
 * @param ticketBytes the length of a ticket
 */
public record SessionDemand(
        OptionalLong clients,
        double skew,
        Duration lifetime,
        OptionalLong cacheSize,
        OptionalDouble bytesPerSession,
        Duration ticketLifetime,
        Duration ticketRotation,
        Duration ticketWindow,
        int ticketBytes) {
    /** What the engine's own cache takes for a session of a host's name of 20 letters. */
    public static final double ENGINES_BYTES_PER_SESSION = 126;

    /** The engine's: the key's name, a nonce, the sealed state of a session for a name of 20 letters, and the tag. */
    public static final int ENGINES_TICKET_BYTES = 16 + 12 + 62 + 20 + 16;
}
