package io.tlsgauge.benchmarks.measurement;

import io.tlsgauge.benchmarks.environment.EnvironmentProbe;
import io.tlsgauge.results.jmh.BenchmarkKey;
import io.tlsgauge.results.latency.LatencyLog;
import io.tlsgauge.results.run.Environment;
import io.tlsgauge.results.run.RunFolder;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.IterationType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormat;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * A run: measures trials by a profile into a run folder, fork by fork. Each round measures every trial once, in
 * random order, so that what drifts on the machine does not fall on one trial alone.
 *
 * <p>Should the JVM be told to end (Ctrl-C), the fork is killed, the iterations it had finished are kept, and the
 * run stays marked incomplete.
 */
public final class Measurement {
    private static final String FORK_FOLDER = ".fork";

    private final RunFolder folder;
    private final Environment environment;
    private final EnvironmentProbe probe;
    private final Profile profile;
    private final List<Trial> trials;
    private final Progress progress;

    private final ForkedResults results = new ForkedResults();
    private final Map<Trial, String> failures = new LinkedHashMap<>();
    private final List<IterationResult> unfinishedFork = new ArrayList<>();
    private Optional<BenchmarkParams> unfinishedBenchmark = Optional.empty();
    private volatile boolean interrupted;

    /**
     * @param folder where everything is written, environment included
     * @param environment the environment as the run begins
     * @param probe what measures the load when it ends
     * @param profile how much of each trial
     * @param trials what is measured
     * @param progress who is told how far it is
     */
    public Measurement(
            RunFolder folder,
            Environment environment,
            EnvironmentProbe probe,
            Profile profile,
            List<Trial> trials,
            Progress progress) {
        this.folder = folder;
        this.environment = environment;
        this.probe = probe;
        this.profile = profile;
        this.trials = List.copyOf(trials);
        this.progress = progress;
    }

    /**
     * Measures everything. A trial that fails is not tried again; the others go on.
     *
     * @throws MeasurementException naming a trial that failed, once all else has been measured
     * @throws IOException if the folder cannot be written
     */
    public void run() throws MeasurementException, IOException {
        folder.write(environment);
        progress.plan(trials.size() * profile.rounds(), profile.forkTime());
        Thread interruption = new Thread(this::interrupt, "tlsgauge-interruption");
        Runtime.getRuntime().addShutdownHook(interruption);
        try {
            for (int round = 1; round <= profile.rounds(); round++) {
                List<Trial> order = new ArrayList<>(trials);
                Collections.shuffle(order);
                for (Trial trial : order) {
                    if (!failures.containsKey(trial)) {
                        progress.startFork(trial);
                        measure(trial, round);
                    }
                    progress.endFork();
                }
            }
            end(failures.isEmpty() ? Environment.State.COMPLETE : Environment.State.INCOMPLETE);
        } finally {
            progress.end();
            if (!interrupted) {
                Runtime.getRuntime().removeShutdownHook(interruption);
            }
        }
        if (!failures.isEmpty()) {
            Map.Entry<Trial, String> first = failures.entrySet().iterator().next();
            throw new MeasurementException(failures.size() + " of " + trials.size() + " measurements failed: "
                    + first.getKey() + ": " + first.getValue() + "; see " + folder.jmhLogFile());
        }
    }

    private void measure(Trial trial, int round) throws IOException {
        Path latencies = Files.createTempDirectory(folder.path(), FORK_FOLDER);
        forgetUnfinishedFork();
        try {
            Collection<RunResult> measured = new Runner(options(trial, latencies), format()).run();
            keep(measured, latencies, "round" + round);
        } catch (RunnerException e) {
            if (interrupted) {
                awaitExit();
            }
            failures.put(trial, reason(e));
        } finally {
            delete(latencies);
        }
    }

    private Options options(Trial trial, Path latencies) {
        TimeValue time = TimeValue.milliseconds(profile.iterationTime().toMillis());
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include(trial.benchmark())
                .threads(trial.threads())
                .forks(1)
                .warmupIterations(profile.warmups())
                .warmupTime(time)
                .measurementIterations(profile.iterations())
                .measurementTime(time)
                .addProfiler(GCProfiler.class)
                .shouldFailOnError(true)
                .jvmArgsPrepend(ForkArguments.of(latencies.toAbsolutePath()).toArray(String[]::new));
        trial.params().forEach(options::param);
        return options.build();
    }

    /** JMH's own text goes to the run's log; what is measured is noted as it comes, against an interruption. */
    private OutputFormat format() throws IOException {
        PrintStream log =
                new PrintStream(new FileOutputStream(folder.jmhLogFile().toFile(), true), true, StandardCharsets.UTF_8);
        return new ForwardingFormat(OutputFormatFactory.createFormatInstance(log, VerboseMode.NORMAL)) {
            @Override
            public void iterationResult(
                    BenchmarkParams benchmark, IterationParams params, int iteration, IterationResult data) {
                super.iterationResult(benchmark, params, iteration, data);
                if (params.getType() == IterationType.MEASUREMENT) {
                    note(benchmark, data);
                    progress.step("measured " + iteration + " of " + params.getCount());
                } else {
                    progress.step("warming up");
                }
            }
        };
    }

    private synchronized void note(BenchmarkParams benchmark, IterationResult iteration) {
        unfinishedBenchmark = Optional.of(benchmark);
        unfinishedFork.add(iteration);
    }

    private synchronized void forgetUnfinishedFork() {
        unfinishedFork.clear();
    }

    private synchronized void keep(Collection<RunResult> measured, Path latencies, String tag) throws IOException {
        unfinishedFork.clear();
        for (RunResult result : measured) {
            for (BenchmarkResult fork : result.getBenchmarkResults()) {
                BenchmarkKey key = results.add(fork);
                Optional<LatencyLog> recorded = recorded(key, latencies);
                if (recorded.isPresent()) {
                    folder.addLatency(key, recorded.get().tagged(tag));
                }
            }
        }
        folder.writeResults(results.json());
    }

    private static Optional<LatencyLog> recorded(BenchmarkKey key, Path latencies) throws IOException {
        List<LatencyLog> logs = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(latencies)) {
            for (Path file : files) {
                if (file.getFileName().toString().startsWith(key.fileStem() + ".")) {
                    logs.add(LatencyLog.read(file));
                }
            }
        }
        return logs.isEmpty() ? Optional.empty() : Optional.of(LatencyLog.merge(logs));
    }

    private synchronized void end(Environment.State state) throws IOException {
        folder.write(environment.ended(state, Instant.now(), probe.load()));
    }

    /** What the JVM does when it is told to end while this measures. */
    private void interrupt() {
        interrupted = true;
        ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
        try {
            keepUnfinishedFork();
            end(Environment.State.INCOMPLETE);
            try (DirectoryStream<Path> forks = Files.newDirectoryStream(folder.path(), FORK_FOLDER + "*")) {
                for (Path fork : forks) {
                    delete(fork);
                }
            }
            progress.tell("interrupted: what was measured is in " + folder.path() + ", marked incomplete");
        } catch (IOException e) {
            progress.tell("interrupted: the run in " + folder.path() + " could not be ended: " + e.getMessage());
        }
    }

    private synchronized void keepUnfinishedFork() throws IOException {
        if (!unfinishedFork.isEmpty()) {
            results.add(new BenchmarkResult(unfinishedBenchmark.orElseThrow(), unfinishedFork));
            folder.writeResults(results.json());
        }
    }

    /** The JVM is ending: whatever the killed fork left to do must not be done. */
    private static void awaitExit() {
        while (true) {
            LockSupport.park();
        }
    }

    /** The first cause, in one line. */
    private static String reason(Throwable e) {
        Throwable cause = e;
        while (cause.getCause() != null || cause.getSuppressed().length > 0) {
            cause = cause.getCause() != null ? cause.getCause() : cause.getSuppressed()[0];
        }
        String message = cause.getMessage();
        return message == null || message.isBlank()
                ? cause.getClass().getName()
                : message.strip().lines().findFirst().orElseThrow();
    }

    private static void delete(Path forkFolder) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(forkFolder)) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        } catch (NoSuchFileException e) {
            return;
        }
        Files.deleteIfExists(forkFolder);
    }
}
