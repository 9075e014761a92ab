package io.tlsgauge.results.plan;

/**
 * Clients, some of which may come much oftener than others: in groups of about the same rate.
 *
 * <p>A client that comes {@code r} times a second, each time by chance, finds its session in {@code rτ / (1 + rτ)} of
 * all cases, where τ is the session's lifetime, or the age at which the oldest is thrown out if that is less: the age at
 * which as many sessions are alive as there is room for (Che's approximation; for caches that throw out the oldest see
 * Martina, Garetto and Leonardi, "A unified approach to the performance analysis of caching systems", 2014).
 */
final class ClientPopulation {
    private static final int GROUPS = 1_000;

    private final double[] counts;
    private final double[] rates;

    /** @param rate a second, of all together */
    ClientPopulation(double clients, double rate, double skew) {
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
