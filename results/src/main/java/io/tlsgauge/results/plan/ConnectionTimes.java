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
 * @param busy the share of its processors' time that the server took, from 0 to 1
 * @param coresAtWork how many cores worked meanwhile on the average, for the server and its clients
 */
record ConnectionTimes(double[] nanos, double busy, double coresAtWork) {
    private static final String SERVER = "serverCpuNanos";

    /** What a result says of it, if it does. */
    static Optional<ConnectionTimes> of(JmhResult result) {
        List<List<Double>> nanos = rawData(result, SERVER);
        List<List<Double>> handshakes = rawData(result, "handshakes");
        double[] means = new double[Math.min(nanos.size(), handshakes.size())];
        for (int fork = 0; fork < means.length; fork++) {
            means[fork] = sum(nanos.get(fork)) / sum(handshakes.get(fork));
        }
        double[] known = Arrays.stream(means)
                .filter(mean -> mean > 0 && Double.isFinite(mean))
                .toArray();
        double server = MeasuredRun.total(result, SERVER);
        double busy = server / MeasuredRun.total(result, "availableNanos");
        double atWork = (server + MeasuredRun.total(result, "clientCpuNanos")) / MeasuredRun.total(result, "wallNanos");
        return known.length == 0 || !Double.isFinite(busy) || !Double.isFinite(atWork)
                ? Optional.empty()
                : Optional.of(new ConnectionTimes(known, Math.min(1, busy), atWork));
    }

    /** The mean of a choice of forks, where no other core worked: by the law of scalability, from as many as did. */
    double meanAlone(UnaryOperator<double[]> choose, Service law) {
        return Arrays.stream(choose.apply(nanos)).average().orElseThrow() / law.slowdown(Math.max(1, coresAtWork));
    }

    private static List<List<Double>> rawData(JmhResult result, String counter) {
        return result.secondary(counter).map(Metric::rawData).orElse(List.of());
    }

    private static double sum(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).sum();
    }
}
