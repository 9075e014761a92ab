package io.tlsgauge.results.compare;

import io.tlsgauge.results.jmh.BenchmarkKey;
import io.tlsgauge.results.jmh.JmhResult;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The same benchmark in two runs.
 *
 * @param old what the old run measured
 * @param current what the new one did
 */
record Pair(JmhResult old, JmhResult current) {
    /** All pairs of two runs, in the order of their names, and what has no counterpart. */
    record Pairing(List<Pair> pairs, List<BenchmarkId> onlyOld, List<BenchmarkId> onlyCurrent) {}

    /**
     * Pairs what has the same benchmark, mode, threads and parameters. Where a benchmark has a parameter whose values
     * in one run are all other than in the other, such as its suite, it is that parameter which differs between the
     * runs: what agrees in all else is a pair too.
     */
    static Pairing of(ComparedRun old, ComparedRun current) {
        List<Pair> pairs = new ArrayList<>();
        Set<BenchmarkId> paired = new HashSet<>();
        Map<BenchmarkId, List<JmhResult>> oldByRest = byRest(old, current);
        Map<BenchmarkId, List<JmhResult>> currentByRest = byRest(current, old);
        new TreeMap<>(currentByRest).forEach((rest, results) -> {
            List<JmhResult> like = oldByRest.getOrDefault(rest, List.of());
            if (results.size() == 1 && like.size() == 1) {
                pairs.add(new Pair(like.get(0), results.get(0)));
                paired.add(BenchmarkId.of(like.get(0)));
                paired.add(BenchmarkId.of(results.get(0)));
            }
        });
        return new Pairing(
                pairs,
                without(old.results().keySet(), paired),
                without(current.results().keySet(), paired));
    }

    private static List<BenchmarkId> without(Collection<BenchmarkId> all, Set<BenchmarkId> paired) {
        return all.stream().filter(id -> !paired.contains(id)).toList();
    }

    private static Map<BenchmarkId, List<JmhResult>> byRest(ComparedRun run, ComparedRun other) {
        Map<BenchmarkId, List<JmhResult>> byRest = new HashMap<>();
        for (JmhResult result : run.results().values()) {
            Map<String, String> params = new TreeMap<>(result.params());
            params.keySet().removeIf(name -> differs(run, other, result, name));
            BenchmarkKey rest =
                    BenchmarkKey.of(result.key().benchmark(), result.key().threads(), params);
            byRest.computeIfAbsent(new BenchmarkId(rest, result.mode()), id -> new ArrayList<>())
                    .add(result);
        }
        return byRest;
    }

    private static boolean differs(ComparedRun run, ComparedRun other, JmhResult result, String param) {
        Set<String> values = values(run, result, param);
        Set<String> others = values(other, result, param);
        return !others.isEmpty() && values.stream().noneMatch(others::contains);
    }

    private static Set<String> values(ComparedRun run, JmhResult like, String param) {
        return run.results().values().stream()
                .filter(result -> result.key().benchmark().equals(like.key().benchmark())
                        && result.mode().equals(like.mode()))
                .flatMap(result -> result.param(param).stream())
                .collect(Collectors.toSet());
    }
}
