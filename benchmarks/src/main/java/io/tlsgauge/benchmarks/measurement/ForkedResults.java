package io.tlsgauge.benchmarks.measurement;

import io.tlsgauge.results.jmh.BenchmarkKey;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.WorkloadParams;

/** Puts the results of forks that JMH ran one by one together, as if it had run the forks of a benchmark at once. */
final class ForkedResults {
    private final Map<BenchmarkKey, List<BenchmarkResult>> forks = new LinkedHashMap<>();

    /** Adds what one fork measured; gives the benchmark it measured. */
    BenchmarkKey add(BenchmarkResult fork) {
        BenchmarkKey key = key(fork.getParams());
        forks.computeIfAbsent(key, benchmark -> new ArrayList<>()).add(fork);
        return key;
    }

    /** All results so far as one JSON array, by JMH's own writer. */
    String json() {
        List<RunResult> results = forks.values().stream()
                .map(measured -> new RunResult(withForks(measured.get(0).getParams(), measured.size()), measured))
                .toList();
        ByteArrayOutputStream json = new ByteArrayOutputStream();
        PrintStream print = new PrintStream(json, true, StandardCharsets.UTF_8);
        ResultFormatFactory.getInstance(ResultFormatType.JSON, print).writeOut(results);
        return json.toString(StandardCharsets.UTF_8);
    }

    private static BenchmarkKey key(BenchmarkParams params) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String name : params.getParamsKeys()) {
            values.put(name, params.getParam(name));
        }
        return BenchmarkKey.of(params.getBenchmark(), params.getThreads(), values);
    }

    /** The parameters of all forks: their number, and no argument that was different in each. */
    private static BenchmarkParams withForks(BenchmarkParams params, int forks) {
        WorkloadParams values = new WorkloadParams();
        for (String name : params.getParamsKeys()) {
            values.put(name, params.getParam(name), 0);
        }
        return new BenchmarkParams(
                params.getBenchmark(),
                params.generatedBenchmark(),
                params.shouldSynchIterations(),
                params.getThreads(),
                params.getThreadGroups(),
                params.getThreadGroupLabels(),
                forks,
                params.getWarmupForks(),
                params.getWarmup(),
                params.getMeasurement(),
                params.getMode(),
                values,
                params.getTimeUnit(),
                params.getOpsPerInvocation(),
                params.getJvm(),
                params.getJvmArgs().stream()
                        .filter(argument -> !argument.startsWith("-D" + ForkArguments.LATENCY_FOLDER + "="))
                        .toList(),
                params.getJdkVersion(),
                params.getVmName(),
                params.getVmVersion(),
                params.getJmhVersion(),
                params.getTimeout());
    }
}
