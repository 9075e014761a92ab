package io.tlsgauge.results.plan;

import io.tlsgauge.results.demand.Kind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * A summary of one setting's services, by which a page can plan approximately.
 *
 * @param setting of the servers
 * @param cores of the machine
 * @param kinds the services of those that were measured
 */
public record PlanBasis(Setting setting, int cores, Map<Kind, Summary> kinds) {
    /** Coarse where most of a distribution is, fine where its percentiles are asked. */
    private static final double[] EDGES = edges();

    /**
     * The server's part of one kind.
     *
     * @param words where the times are from
     * @param times pairs of a share of all and its time in µs, the connection's overhead included, while no other core
     *     works
     * @param overheadMicros of which
     * @param overheadKnown whether that was measured
     * @param contention σ of the scalability law
     * @param crosstalk κ
     * @param idling how much longer it takes on cores that are idle in between
     */
    public record Summary(
            String words,
            List<List<Double>> times,
            double overheadMicros,
            boolean overheadKnown,
            double contention,
            double crosstalk,
            Idling idling) {}

    /** Every setting of a run. */
    public static List<PlanBasis> of(MeasuredRun run) {
        List<PlanBasis> all = new ArrayList<>();
        run.settings().forEach((setting, kinds) -> {
            Map<Kind, Summary> summaries = new EnumMap<>(Kind.class);
            kinds.services().forEach((kind, measured) -> summaries.put(kind, summary(measured)));
            all.add(new PlanBasis(setting, run.cores(), summaries));
        });
        return all;
    }

    private static Summary summary(MeasuredService measured) {
        Service service = measured.measured(OptionalDouble.empty());
        List<List<Double>> times = new ArrayList<>();
        for (int i = 1; i < EDGES.length; i++) {
            double middle = (EDGES[i - 1] + EDGES[i]) / 2;
            double nanos = service.work().quantile(middle) + service.overheadNanos();
            times.add(List.of(EDGES[i] - EDGES[i - 1], Math.rint(nanos) / 1_000));
        }
        return new Summary(
                measured.source().words(),
                times,
                service.overheadNanos() / 1_000,
                measured.connection().isPresent(),
                service.contention(),
                service.crosstalk(),
                service.idling());
    }

    private static double[] edges() {
        List<Double> edges = new ArrayList<>();
        for (double[] part : new double[][] {{0, 0.9, 30}, {0.9, 0.99, 18}, {0.99, 0.999, 18}, {0.999, 1, 20}}) {
            for (int i = 0; i < part[2]; i++) {
                edges.add(part[0] + (part[1] - part[0]) * i / part[2]);
            }
        }
        edges.add(1.0);
        return edges.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
