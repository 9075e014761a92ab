package io.tlsgauge.results.plan;

import io.tlsgauge.results.demand.Kind;
import io.tlsgauge.results.demand.Mix;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The session cache of all servers together, at the peak.
 *
 * <p>A session goes when its lifetime is over, counted from its full handshake, or when it is the oldest and there is no
 * room. So every full handshake of the mix leaves a session for that long, also where its client has an older one, which
 * nobody asks for any more. Where the mix has fewer than clients make because their session is gone, it is those that
 * count.
 *
 * @param sessions alive at a time
 * @param bytes of memory for them
 * @param bytesPerSession of which
 * @param bytesFrom where that was taken from
 * @param hitRatio how many of those that offer an ID are resumed; empty if it is not known how many clients there are
 * @param hitRatioOfMix what the mix takes for granted
 * @param keptSeconds how long a session is kept at the most
 */
public record CachePlan(
        double sessions,
        double bytes,
        double bytesPerSession,
        String bytesFrom,
        OptionalDouble hitRatio,
        double hitRatioOfMix,
        double keptSeconds) {
    /**
     * The cache for a rate.
     *
     * @param peak connections a second, all kinds together
     * @return empty if the mix has no resumption by ID
     */
    static Optional<CachePlan> of(Mix mix, double peak, SessionDemand demand, OptionalDouble measuredBytes) {
        double resumed = peak * mix.share(Kind.SESSION_ID);
        if (resumed == 0) {
            return Optional.empty();
        }
        double ofResumers = mix.share(Kind.SESSION_ID) / mix.resumed();
        double full = peak * mix.share(Kind.FULL) * ofResumers;
        double lifetime = demand.lifetime().toMillis() / 1e3;
        double room = demand.cacheSize().isPresent() ? demand.cacheSize().getAsLong() : Double.POSITIVE_INFINITY;
        double kept = full > 0 ? Math.min(lifetime, room / full) : lifetime;
        double sessions = Math.min(room, full * kept);
        OptionalDouble hits = OptionalDouble.empty();
        if (demand.clients().isPresent()) {
            ClientPopulation population =
                    new ClientPopulation(demand.clients().getAsLong() * ofResumers, resumed + full, demand.skew());
            kept = population.ageOfOldest(room, kept);
            sessions = Math.max(population.alive(kept), full * kept);
            hits = OptionalDouble.of(population.hitRatio(kept));
        }
        double bytes = demand.bytesPerSession().isPresent()
                ? demand.bytesPerSession().getAsDouble()
                : measuredBytes.orElse(SessionDemand.ENGINES_BYTES_PER_SESSION);
        String from = demand.bytesPerSession().isPresent()
                ? "given"
                : measuredBytes.isPresent() ? "measured by this run" : "what the engine's own cache takes";
        return Optional.of(
                new CachePlan(sessions, sessions * bytes, bytes, from, hits, resumed / (resumed + full), kept));
    }
}
