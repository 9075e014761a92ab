package io.tlsgauge.benchmarks.measurement;

import java.io.IOException;
import java.util.Collection;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.format.OutputFormat;

/** Passes all that JMH has to say to another format, so that a subclass can listen to what it needs. */
public abstract class ForwardingFormat implements OutputFormat {
    private final OutputFormat next;

    /** A format that passes everything to {@code next}. */
    protected ForwardingFormat(OutputFormat next) {
        this.next = next;
    }

    @Override
    public void iteration(BenchmarkParams benchmark, IterationParams params, int iteration) {
        next.iteration(benchmark, params, iteration);
    }

    @Override
    public void iterationResult(
            BenchmarkParams benchmark, IterationParams params, int iteration, IterationResult data) {
        next.iterationResult(benchmark, params, iteration, data);
    }

    @Override
    public void startBenchmark(BenchmarkParams benchmark) {
        next.startBenchmark(benchmark);
    }

    @Override
    public void endBenchmark(BenchmarkResult result) {
        next.endBenchmark(result);
    }

    @Override
    public void startRun() {
        next.startRun();
    }

    @Override
    public void endRun(Collection<RunResult> result) {
        next.endRun(result);
    }

    @Override
    public void print(String s) {
        next.print(s);
    }

    @Override
    public void println(String s) {
        next.println(s);
    }

    @Override
    public void flush() {
        next.flush();
    }

    @Override
    public void close() {
        next.close();
    }

    @Override
    public void verbosePrintln(String s) {
        next.verbosePrintln(s);
    }

    @Override
    public void write(int b) {
        next.write(b);
    }

    @Override
    public void write(byte[] b) throws IOException {
        next.write(b);
    }
}
