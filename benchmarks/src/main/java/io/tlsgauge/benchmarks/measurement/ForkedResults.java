package io.tlsgauge.benchmarks.measurement;

import io.tlsgauge.results.jmh.BenchmarkKey;
import io.tlsgauge.results.warmup.WarmUpLog;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.IterationType;
import org.openjdk.jmh.runner.WorkloadParams;

/** Puts the results of forks that JMH ran one by one together, as if it had run the forks of a benchmark at once. */
final class ForkedResults {
    private final SortedMap<ForkId, MeasuredFork> forks = new TreeMap<>();

    /** Adds what a fork measured, in place of one of the same trial and round. */
    void put(ForkId id, MeasuredFork fork) {
        forks.put(id, fork);
    }

    /** Whether there is a fork of this trial and round. */
    boolean has(ForkId id) {
        return forks.containsKey(id);
    }

    /** All results so far as one JSON array, by JMH's own writer. */
    String json() {
        Map<BenchmarkKey, List<BenchmarkResult>> byBenchmark = new LinkedHashMap<>();
        for (MeasuredFork fork : forks.values()) {
            for (BenchmarkResult result : fork.results()) {
                byBenchmark
                        .computeIfAbsent(key(result.getParams()), benchmark -> new ArrayList<>())
                        .add(result);
            }
        }
        List<RunResult> results = byBenchmark.values().stream()
                .map(measured -> new RunResult(withForks(measured.get(0).getParams(), measured.size()), measured))
                .toList();
        ByteArrayOutputStream json = new ByteArrayOutputStream();
        PrintStream print = new PrintStream(json, true, StandardCharsets.UTF_8);
        ResultFormatFactory.getInstance(ResultFormatType.JSON, print).writeOut(results);
        return json.toString(StandardCharsets.UTF_8);
    }

    /** How all forks so far warmed up. */
    WarmUpLog warmUp() {
        Map<BenchmarkKey, List<List<WarmUpLog.Iteration>>> byBenchmark = new LinkedHashMap<>();
        for (MeasuredFork fork : forks.values()) {
            Map<BenchmarkKey, List<WarmUpLog.Iteration>> ofFork = new LinkedHashMap<>();
            for (IterationResult iteration : fork.iterations()) {
                ofFork.computeIfAbsent(key(iteration.getBenchmarkParams()), benchmark -> new ArrayList<>())
                        .add(entry(iteration));
            }
            ofFork.forEach((key, iterations) -> byBenchmark
                    .computeIfAbsent(key, benchmark -> new ArrayList<>())
                    .add(iterations));
        }
        return new WarmUpLog(byBenchmark.entrySet().stream()
                .map(entry -> new WarmUpLog.Entry(entry.getKey(), entry.getValue()))
                .toList());
    }

    /** The time is that planned; of throughput, operations are those that the iteration's rate makes of it. */
    private static WarmUpLog.Iteration entry(IterationResult iteration) {
        double seconds = iteration.getParams().getTime().convertTo(TimeUnit.NANOSECONDS) / 1e9;
        Result<?> primary = iteration.getPrimaryResult();
        double operations = primary.getScoreUnit().equals("ops/s")
                ? primary.getScore() * seconds
                : iteration.getMetadata().getMeasuredOps();
        return new WarmUpLog.Iteration(iteration.getParams().getType() == IterationType.WARMUP, seconds, operations);
    }

    /** Which benchmark a result is of. */
    static BenchmarkKey key(BenchmarkParams params) {
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
                        .filter(argument -> !argument.startsWith("-D" + ForkArguments.LATENCY_FOLDER + "=")
                                && !argument.startsWith("-D" + TurnProfiler.ADDRESS + "="))
                        .toList(),
                params.getJdkVersion(),
                params.getVmName(),
                params.getVmVersion(),
                params.getJmhVersion(),
                params.getTimeout());
    }
}
