package io.tlsgauge.results.load;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What came of the arrivals of a kind. Failures stand with the kind that was asked for.
 *
 * @param seconds latencies from the moment an arrival should have started, by the second since the epoch in which
 *     that was
 * @param failedSeconds failures, likewise
 * @param uncorrected latencies from the moment arrivals did start
 * @param connect from that moment until TCP was connected
 * @param handshake from there until both Finished
 * @param firstByte from there until the answer's first byte, where one was asked for
 * @param errors failures by their cause
 */
public record KindResult(
        SortedMap<Long, LatencyHistogram> seconds,
        SortedMap<Long, Long> failedSeconds,
        LatencyHistogram uncorrected,
        LatencyHistogram connect,
        LatencyHistogram handshake,
        LatencyHistogram firstByte,
        SortedMap<String, Long> errors) {
    /** Of no arrival. */
    public static final KindResult EMPTY = new KindResult(
            new TreeMap<>(),
            new TreeMap<>(),
            LatencyHistogram.EMPTY,
            LatencyHistogram.EMPTY,
            LatencyHistogram.EMPTY,
            LatencyHistogram.EMPTY,
            new TreeMap<>());

    public KindResult {
        seconds = Collections.unmodifiableSortedMap(new TreeMap<>(seconds));
        failedSeconds = Collections.unmodifiableSortedMap(new TreeMap<>(failedSeconds));
        errors = Collections.unmodifiableSortedMap(new TreeMap<>(errors));
    }

    /** What came of all of them. */
    public static KindResult merge(Collection<KindResult> parts) {
        return new KindResult(
                merged(parts, KindResult::seconds, LatencyHistogram::sum),
                merged(parts, KindResult::failedSeconds, KindResult::sum),
                sum(parts, KindResult::uncorrected),
                sum(parts, KindResult::connect),
                sum(parts, KindResult::handshake),
                sum(parts, KindResult::firstByte),
                merged(parts, KindResult::errors, KindResult::sum));
    }

    private static LatencyHistogram sum(Collection<KindResult> parts, Function<KindResult, LatencyHistogram> of) {
        return LatencyHistogram.sum(parts.stream().map(of).toList());
    }

    private static long sum(Collection<Long> counts) {
        return counts.stream().mapToLong(Long::longValue).sum();
    }

    private static <K, V> SortedMap<K, V> merged(
            Collection<KindResult> parts, Function<KindResult, SortedMap<K, V>> of, Function<List<V>, V> sum) {
        SortedMap<K, List<V>> values = new TreeMap<>();
        for (KindResult part : parts) {
            of.apply(part)
                    .forEach((key, value) -> values.computeIfAbsent(key, first -> new ArrayList<>())
                            .add(value));
        }
        SortedMap<K, V> merged = new TreeMap<>();
        values.forEach((key, all) -> merged.put(key, all.size() == 1 ? all.get(0) : sum.apply(all)));
        return merged;
    }

    /** Latencies of the arrivals that should have started in the seconds from {@code from} until before {@code to}. */
    public LatencyHistogram latency(long from, long to) {
        return LatencyHistogram.sum(seconds.subMap(from, to).values());
    }

    /** All latencies. */
    public LatencyHistogram latency() {
        return LatencyHistogram.sum(seconds.values());
    }

    /** How many ended well. */
    public long done() {
        return uncorrected.count();
    }

    /** How many failed. */
    public long failed() {
        return sum(errors.values());
    }

    /** How many of those failed that should have started in the seconds from {@code from} until before {@code to}. */
    public long failed(long from, long to) {
        return sum(failedSeconds.subMap(from, to).values());
    }
}
