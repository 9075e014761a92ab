package io.tlsgauge.results.plan;

import io.tlsgauge.results.demand.Kind;
import io.tlsgauge.results.demand.Mix;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The session cache of all servers together, at the peak.
 *
 * <p>A session goes when its lifetime is over, counted from its full handshake, or when it is the oldest and there is no
 * room. A client that comes {@code r} times a second, each time by chance, then finds its session in {@code rτ / (1 +
 * rτ)} of all cases, where τ is the lifetime, or the age at which the oldest is thrown out if that is less: the age at
 * which as many sessions are alive as there is room for (Che's approximation; for caches that throw out the oldest see
 * Martina, Garetto and Leonardi, "A unified approach to the performance analysis of caching systems", 2014).
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
    private static final int GROUPS = 1_000;

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
        double kept = lifetime;
        double sessions = Math.min(full * lifetime, room);
        OptionalDouble hits = OptionalDouble.empty();
        if (demand.clients().isPresent()) {
            Population population =
                    new Population(demand.clients().getAsLong() * ofResumers, resumed + full, demand.skew());
            kept = Math.min(lifetime, population.ageOfOldest(room, lifetime));
            sessions = population.alive(kept);
            hits = OptionalDouble.of(population.hitRatio(kept));
        } else if (full > 0) {
            kept = Math.min(lifetime, room / full);
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

    /** Clients, some of which may come much oftener than others: in groups of about the same rate. */
    private static final class Population {
        private final double[] counts;
        private final double[] rates;

        /** @param rate a second, of all together */
        Population(double clients, double rate, double skew) {
            int groups = skew == 0 ? 1 : (int) Math.min(GROUPS, Math.max(1, clients));
            counts = new double[groups];
            rates = new double[groups];
            double sum = 0;
            double rank = 0;
            for (int group = 0; group < groups; group++) {
                // ever larger groups, so that the few that come oftenest stand alone
                double end = Math.pow(clients + 1, (group + 1.0) / groups) - 1;
                counts[group] = end - rank;
                rates[group] = Math.pow((rank + end + 1) / 2, -skew);
                rank = end;
                sum += counts[group] * rates[group];
            }
            for (int group = 0; group < groups; group++) {
                rates[group] *= rate / sum;
            }
        }

        double alive(double seconds) {
            double alive = 0;
            for (int group = 0; group < counts.length; group++) {
                alive += counts[group] * rates[group] * seconds / (1 + rates[group] * seconds);
            }
            return alive;
        }

        double hitRatio(double seconds) {
            double hits = 0;
            double all = 0;
            for (int group = 0; group < counts.length; group++) {
                double rate = counts[group] * rates[group];
                hits += rate * rates[group] * seconds / (1 + rates[group] * seconds);
                all += rate;
            }
            return hits / all;
        }

        /** The age at which as many are alive as there is room for; at the most the one given. */
        double ageOfOldest(double room, double most) {
            if (alive(most) <= room) {
                return most;
            }
            double low = 0;
            double high = most;
            for (int step = 0; step < 60; step++) {
                double middle = (low + high) / 2;
                if (alive(middle) <= room) {
                    low = middle;
                } else {
                    high = middle;
                }
            }
            return low;
        }
    }
}
