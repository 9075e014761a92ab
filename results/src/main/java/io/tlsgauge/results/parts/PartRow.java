package io.tlsgauge.results.parts;

import io.tlsgauge.results.demand.Kind;
import io.tlsgauge.results.statistics.MeanEstimate;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A part, a sum of several, or what is left of one.
 *
 * @param part what it is
 * @param eachMicros what it costs once, in microseconds; empty of what differs by kind
 * @param costs what it costs in a handshake of each kind, in microseconds; without those kinds that have none of it, or
 *     for which it was not measured
 * @param times how often it is done in a handshake of each kind; empty of sums and rests
 */
public record PartRow(
        String part, Optional<MeanEstimate> eachMicros, Map<Kind, MeanEstimate> costs, Map<Kind, Integer> times) {
    public PartRow {
        costs = Collections.unmodifiableSortedMap(new TreeMap<>(costs));
        times = Collections.unmodifiableSortedMap(new TreeMap<>(times));
    }
}
