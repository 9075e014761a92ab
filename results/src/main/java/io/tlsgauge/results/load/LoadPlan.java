package io.tlsgauge.results.load;

import io.tlsgauge.results.demand.Mix;
import io.tlsgauge.results.demand.Objective;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What is to be put on a server; with the same seed, the same arrivals at the same moments.
 *
 * @param target the server, as a user writes it
 * @param tls how clients speak to it
 * @param arrivals when handshakes are due
 * @param durationMillis how long
 * @param mix the shares of the kinds among honest clients
 * @param clients how many clients remember a session
 * @param hostile the shares of hostile arrivals in the middle third, in percent of all
 * @param storm what happens in the middle
 * @param request the path that is asked for after the handshake, where one is
 * @param objective what it is held against
 * @param threads event loops of the generator
 * @param connections how many may be open at a time
 * @param timeoutMillis how long a connection may take
 * @param seed of everything that is drawn
 */
public record LoadPlan(
        String target,
        ClientTls tls,
        Arrivals arrivals,
        long durationMillis,
        Mix mix,
        int clients,
        Map<ArrivalKind, Double> hostile,
        Optional<Storm> storm,
        Optional<String> request,
        Optional<Objective> objective,
        int threads,
        int connections,
        long timeoutMillis,
        long seed) {
    public LoadPlan {
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(tls, "tls");
        hostile = Collections.unmodifiableMap(new TreeMap<>(hostile));
        if (durationMillis <= 0 || clients < 0 || threads < 1 || connections < 1 || timeoutMillis < 1) {
            throw new IllegalArgumentException("a load needs a duration, threads, connections and a timeout");
        }
    }

    /** Whether anything is to happen in the middle third. */
    public boolean hasStorm() {
        return storm.isPresent() || !hostile.isEmpty();
    }

    /** Whether what happens in the middle lasts for a third of the time. */
    public boolean stormLasts() {
        return !hostile.isEmpty() || storm.filter(Storm::lasts).isPresent();
    }

    /** Whether both may be parts of one load: what each process does itself, and by which chances, may differ. */
    boolean isOfOneLoadWith(LoadPlan other) {
        return tls.equals(other.tls)
                && mix.equals(other.mix)
                && hostile.equals(other.hostile)
                && storm.equals(other.storm)
                && request.equals(other.request)
                && objective.equals(other.objective);
    }

    /** The same with other arrivals, for another time, drawn anew. */
    public LoadPlan with(Arrivals otherArrivals, long otherMillis, long otherSeed) {
        return new LoadPlan(
                target,
                tls,
                otherArrivals,
                otherMillis,
                mix,
                clients,
                hostile,
                storm,
                request,
                objective,
                threads,
                connections,
                timeoutMillis,
                otherSeed);
    }

    /** The same for a time beforehand: nothing happens in the middle, and nothing is held against an objective. */
    public LoadPlan warmUp(long millis) {
        return new LoadPlan(
                target,
                tls,
                arrivals,
                millis,
                mix,
                clients,
                Map.of(),
                Optional.empty(),
                request,
                Optional.empty(),
                threads,
                connections,
                timeoutMillis,
                ~seed);
    }
}
