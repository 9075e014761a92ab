package io.tlsgauge.results.peers;

import io.tlsgauge.results.compare.Scores;
import io.tlsgauge.results.jmh.JmhResult;
import io.tlsgauge.results.jmh.JmhResults;
import io.tlsgauge.results.statistics.Contrast;
import io.tlsgauge.results.statistics.LogEstimate;
import io.tlsgauge.results.statistics.LogRatio;
import io.tlsgauge.results.statistics.RoundRatios;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Holds a run against every {@link Goal}: each has a row at least, and one for each pair that was measured. */
final class Goals {
    private static final String ENGINE = "HandshakeBenchmark.handshake";
    private static final String FLOOR = "FloorBenchmark.floor";
    private static final String SERVER = "ServerHandshakeBenchmark.handshake";
    private static final String RSA = "RsaBenchmark.decrypt";
    private static final String PEERS = "PeerHandshakeBenchmark.handshake";
    private static final String OWN = "TLSGAUGE";
    private static final String JDK = "jdk";
    private static final String FULL = "FULL";
    private static final List<String> RESUMPTIONS = List.of("SESSION_ID", "TICKET");
    private static final List<String> KINDS = List.of(FULL, "SESSION_ID", "TICKET");
    private static final LogEstimate ONE = new LogEstimate(0, 0, Integer.MAX_VALUE);

    private final Measured measured;
    private final List<GoalRow> rows = new ArrayList<>();

    private Goals(Measured measured) {
        this.measured = measured;
    }

    static List<GoalRow> of(JmhResults results) {
        Goals goals = new Goals(new Measured(results));
        goals.add(Goal.RESUMPTION_AND_PEERS, () -> RESUMPTIONS.forEach(goals::bestAgainstPeers));
        goals.add(
                Goal.RESUMPTION_AND_FLOOR,
                () -> RESUMPTIONS.forEach(kind -> goals.againstFloor(Goal.RESUMPTION_AND_FLOOR, kind)));
        goals.add(Goal.FULL_AND_PEERS, goals::fullAgainstPeers);
        goals.add(Goal.FULL_AND_FLOOR, () -> goals.againstFloor(Goal.FULL_AND_FLOOR, FULL));
        goals.add(Goal.SERVER_AND_RSA, goals::serverAgainstRsa);
        goals.add(Goal.ALLOCATION, () -> RESUMPTIONS.forEach(goals::allocationBeyondFloor));
        goals.add(Goal.TWO_THREADS, () -> KINDS.forEach(goals::twoThreadsAgainstOne));
        goals.add(Goal.SSL_ENGINE, () -> KINDS.forEach(goals::sslEngineAgainstEngine));
        goals.add(Goal.SSL_ENGINE_AND_PEERS, () -> KINDS.forEach(goals::bestSslEngineAgainstPeers));
        return List.copyOf(goals.rows);
    }

    private void add(Goal goal, Runnable comparisons) {
        int before = rows.size();
        comparisons.run();
        if (rows.size() == before) {
            rows.add(GoalRow.notMeasured(goal));
        }
    }

    private void bestAgainstPeers(String kind) {
        Measured.fastest(measured.of(ENGINE, 1).filter(result -> is(result, "kind", kind)))
                .ifPresent(engine -> againstBestPeer(Goal.RESUMPTION_AND_PEERS, kind, engine));
    }

    private void againstBestPeer(Goal goal, String kind, JmhResult engine) {
        Optional<JmhResult> peer = bestPeer(kind, false);
        compare(goal, Optional.of(engine), peer, kind + ", " + provider(engine) + " against " + peer(peer));
    }

    private void bestSslEngineAgainstPeers(String kind) {
        Optional<JmhResult> own = bestPeer(kind, true);
        Optional<JmhResult> peer = bestPeer(kind, false);
        compare(Goal.SSL_ENGINE_AND_PEERS, own, peer, kind + ", " + peer(own) + " against " + peer(peer));
    }

    /** The fastest behind {@code SSLEngine}, of our own or of the others. */
    private Optional<JmhResult> bestPeer(String kind, boolean own) {
        return Measured.fastest(measured.of(PEERS, 1)
                .filter(result ->
                        is(result, "kind", kind) && peer(Optional.of(result)).startsWith(OWN) == own));
    }

    /** Each RSA of native code for itself: that of Conscrypt is the BoringSSL that the best peers have. */
    private void fullAgainstPeers() {
        for (String rsa : List.of("rsa=accp", "rsa=conscrypt")) {
            measured.of(ENGINE, 1)
                    .filter(result ->
                            is(result, "kind", FULL) && provider(result).contains(rsa))
                    .forEach(engine -> againstBestPeer(Goal.FULL_AND_PEERS, FULL, engine));
        }
        Optional<JmhResult> jsse = measured.find(PEERS, 1, Map.of("kind", FULL, "peer", "JSSE"));
        compare(Goal.FULL_AND_PEERS, engine(FULL, JDK), jsse, FULL + ", jdk against JSSE");
    }

    private void againstFloor(Goal goal, String kind) {
        measured.of(ENGINE, 1)
                .filter(result -> is(result, "kind", kind))
                .forEach(engine -> compare(goal, Optional.of(engine), floor(engine), kind + ", " + provider(engine)));
    }

    private void serverAgainstRsa() {
        measured.of(SERVER, 1)
                .filter(result -> is(result, "kind", FULL))
                .forEach(server -> compare(
                        Goal.SERVER_AND_RSA,
                        measured.find(RSA, 1, Map.of("provider", provider(server))),
                        Optional.of(server),
                        provider(server)));
    }

    private void allocationBeyondFloor(String kind) {
        measured.of(ENGINE, 1).filter(result -> is(result, "kind", kind)).forEach(engine -> {
            Optional<LogEstimate> own = Measured.allocated(engine);
            Optional<LogEstimate> least = floor(engine).flatMap(Measured::allocated);
            if (own.isPresent() && least.isPresent()) {
                rows.add(GoalRow.ofDifference(
                        Goal.ALLOCATION,
                        kind + ", " + provider(engine),
                        LogRatio.of(own.get(), ONE),
                        LogRatio.of(least.get(), ONE)));
            }
        });
    }

    /** The engine's, and the floor's beside it: two threads bring no more than the machine's cores give. */
    private void twoThreadsAgainstOne(String kind) {
        for (String benchmark : List.of(ENGINE, FLOOR)) {
            String what = benchmark.equals(FLOOR) ? ", the floor itself" : "";
            measured.of(benchmark, 2)
                    .filter(result -> is(result, "kind", kind))
                    .forEach(two -> compare(
                            Goal.TWO_THREADS,
                            Optional.of(two),
                            measured.find(benchmark, 1, Map.of("kind", kind, "provider", provider(two))),
                            kind + ", " + provider(two) + what));
        }
    }

    private void sslEngineAgainstEngine(String kind) {
        compare(
                Goal.SSL_ENGINE,
                measured.find(PEERS, 1, Map.of("kind", kind, "peer", OWN)),
                engine(kind, JDK),
                kind + ", jdk");
    }

    /**
     * Adds the ratio of two speeds, where both were measured, turn by turn. All of a kind are side by side where the
     * machine holds as many forks; where it does not, two turns have less in common, and their ratio says the same with a
     * wider interval.
     */
    private void compare(Goal goal, Optional<JmhResult> numerator, Optional<JmhResult> denominator, String what) {
        Optional<Scores> above = numerator.flatMap(Scores::of);
        Optional<Scores> below = denominator.flatMap(Scores::of);
        if (above.isPresent() && below.isPresent()) {
            List<List<Double>> over = above.get().speeds();
            List<List<Double>> under = below.get().speeds();
            Contrast contrast = Contrast.inRounds(
                    RoundRatios.byTurns(over, under),
                    () -> Contrast.apart(Measured.speed(below.get()), Measured.speed(above.get())));
            rows.add(GoalRow.of(goal, what, contrast.ratio(), RoundRatios.meansThatDisagree(over, under)));
        }
    }

    private Optional<JmhResult> engine(String kind, String provider) {
        return measured.find(ENGINE, 1, Map.of("kind", kind, "provider", provider));
    }

    private Optional<JmhResult> floor(JmhResult engine) {
        return measured.find(FLOOR, 1, Map.of("kind", engine.params().get("kind"), "provider", provider(engine)));
    }

    private static boolean is(JmhResult result, String param, String value) {
        return result.param(param).filter(value::equals).isPresent();
    }

    private static String provider(JmhResult result) {
        return result.param("provider").orElse("");
    }

    private static String peer(Optional<JmhResult> result) {
        return result.flatMap(peer -> peer.param("peer")).orElse("");
    }
}
