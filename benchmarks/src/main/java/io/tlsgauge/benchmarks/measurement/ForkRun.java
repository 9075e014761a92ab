package io.tlsgauge.benchmarks.measurement;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.IterationType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormat;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.VerboseMode;

/** One fork while it runs: its iterations are noted as they come, so that an interruption loses none. */
final class ForkRun {
    private final Options options;
    private final Path log;
    private final Consumer<String> steps;
    private final List<IterationResult> iterations = new ArrayList<>();
    private Optional<BenchmarkParams> benchmark = Optional.empty();

    /**
     * @param options one benchmark, one fork
     * @param log where JMH's own text is added
     * @param steps who is told of each iteration
     */
    ForkRun(Options options, Path log, Consumer<String> steps) {
        this.options = options;
        this.log = log;
        this.steps = steps;
    }

    /** Runs the fork to its end. */
    MeasuredFork run() throws RunnerException, IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        try {
            List<BenchmarkResult> results = new ArrayList<>();
            for (RunResult result :
                    new Runner(options, format(new PrintStream(text, true, StandardCharsets.UTF_8))).run()) {
                results.addAll(result.getBenchmarkResults());
            }
            return new MeasuredFork(results, iterations());
        } finally {
            // At once: others that run side by side write there too.
            Files.write(log, text.toByteArray(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
    }

    /** What has been measured so far, as if the fork had ended; nothing before its first measured iteration. */
    Optional<MeasuredFork> unfinished() {
        List<IterationResult> all = iterations();
        List<IterationResult> measured = all.stream()
                .filter(iteration -> iteration.getParams().getType() == IterationType.MEASUREMENT)
                .toList();
        return measured.isEmpty()
                ? Optional.empty()
                : Optional.of(new MeasuredFork(List.of(new BenchmarkResult(benchmark.orElseThrow(), measured)), all));
    }

    private OutputFormat format(PrintStream out) {
        return new ForwardingFormat(OutputFormatFactory.createFormatInstance(out, VerboseMode.NORMAL)) {
            @Override
            public void iterationResult(
                    BenchmarkParams params, IterationParams iterationParams, int iteration, IterationResult data) {
                super.iterationResult(params, iterationParams, iteration, data);
                note(params, data);
                steps.accept(
                        iterationParams.getType() == IterationType.MEASUREMENT
                                ? "measured " + iteration + " of " + iterationParams.getCount()
                                : "warming up");
            }
        };
    }

    private synchronized void note(BenchmarkParams params, IterationResult iteration) {
        benchmark = Optional.of(params);
        iterations.add(iteration);
    }

    private synchronized List<IterationResult> iterations() {
        return List.copyOf(iterations);
    }
}
