package io.tlsgauge.results.plan;

import io.tlsgauge.results.jmh.JmhResult;
import io.tlsgauge.results.jmh.Metric;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What a whole connection over TCP costs the server, as some forks measured it.
 *
 * @param nanos the server's processor time for one, of each fork; not empty
 * @param busy the share of the machine's processor time that server and clients took, from 0 to 1
 * @param cores how many cores worked for them
 */
record ConnectionTimes(double[] nanos, double busy, int cores) {
    /** What a result says of it, measured on so many cores, if it does. */
    static Optional<ConnectionTimes> of(JmhResult result, int cores) {
        List<List<Double>> nanos = rawData(result, "serverCpuNanos");
        List<List<Double>> handshakes = rawData(result, "handshakes");
        double[] means = new double[Math.min(nanos.size(), handshakes.size())];
        for (int fork = 0; fork < means.length; fork++) {
            means[fork] = sum(nanos.get(fork)) / sum(handshakes.get(fork));
        }
        double[] known = Arrays.stream(means)
                .filter(mean -> mean > 0 && Double.isFinite(mean))
                .toArray();
        double busy = MeasuredRun.total(result, "busyNanos") / MeasuredRun.total(result, "availableNanos");
        return known.length == 0
                ? Optional.empty()
                : Optional.of(new ConnectionTimes(
                        known,
                        Double.isFinite(busy) ? Math.min(1, busy) : 1,
                        Math.min(result.key().threads(), cores)));
    }

    /** The mean of a choice of forks, where no other core worked: by the law of scalability, from as many as did. */
    double meanAlone(UnaryOperator<double[]> choose, Service law) {
        return Arrays.stream(choose.apply(nanos)).average().orElseThrow() / law.slowdown(1 + (cores - 1) * busy);
    }

    private static List<List<Double>> rawData(JmhResult result, String counter) {
        return result.secondary(counter).map(Metric::rawData).orElse(List.of());
    }

    private static double sum(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).sum();
    }
}
