package io.tlsgauge.benchmarks.measurement;

import com.sun.management.OperatingSystemMXBean;
import io.tlsgauge.benchmarks.measurement.Plan.PlannedFork;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Forks that live side by side and take {@link Turns}, while they run. */
final class SideBySide {
    /** The full handshakes beside the peers are 21. */
    private static final int MOST = 24;

    /** How long forks that are told to end may take to write what they have. */
    private static final int PATIENCE_SECONDS = 10;

    private final Plan plan;
    private final List<Side> sides;
    private final Consumer<String> steps;
    private final Set<RunningFork> running = new HashSet<>();
    private volatile boolean interrupted;

    record RunningFork(Side side, ForkId id, Instant started, ForkRun run, Path latencies) {}

    /** How a fork ended: with what it measured, or why not. */
    record Outcome(PlannedFork fork, RunningFork running, Optional<MeasuredFork> measured, String failure) {}

    /**
     * @param sides where each JDK's forks are kept
     * @param steps who is told of each iteration
     */
    SideBySide(Plan plan, List<Side> sides, Consumer<String> steps) {
        this.plan = plan;
        this.sides = List.copyOf(sides);
        this.steps = steps;
    }

    /** How many forks the machine holds, whose memory is not to be swapped. */
    static int most(Plan plan) {
        int processes = plan.trials().stream().mapToInt(Trial::processes).max().orElse(1);
        long memory = ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getTotalMemorySize();
        return (int) Math.max(1, Math.min(MOST, memory / 4 * 3 / (processes * ForkArguments.memory())));
    }

    /**
     * Runs forks in turns until all of them have ended.
     *
     * @throws IOException if one could not be run, or a file not be written
     */
    List<Outcome> run(List<PlannedFork> together) throws IOException {
        List<Callable<Outcome>> runs = new ArrayList<>();
        ExecutorService threads = Executors.newFixedThreadPool(together.size());
        try (Turns turns = new Turns(together.size(), plan.seed())) {
            for (int seat = 0; seat < together.size(); seat++) {
                PlannedFork fork = together.get(seat);
                Path latencies = sides.get(fork.side()).newForkFolder();
                int taken = seat;
                runs.add(() -> {
                    try {
                        return run(fork, latencies, turns.address(taken));
                    } finally {
                        turns.leave(taken);
                    }
                });
            }
            List<Outcome> outcomes = new ArrayList<>();
            for (Future<Outcome> outcome : threads.invokeAll(runs)) {
                outcomes.add(outcome.get());
            }
            return outcomes;
        } catch (ExecutionException e) {
            throw new IOException("a fork could not be run: " + e.getCause().getMessage(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while forks were measured");
        } finally {
            threads.shutdown();
        }
    }

    private Outcome run(PlannedFork fork, Path latencies, String turns) throws IOException {
        Side side = sides.get(fork.side());
        ForkRun run = new ForkRun(
                options(fork.trial(), side, latencies, turns), side.folder().jmhLogFile(), steps);
        RunningFork started = new RunningFork(side, plan.id(fork), Instant.now(), run, latencies);
        started(started);
        try {
            return new Outcome(fork, started, Optional.of(run.run()), "");
        } catch (RunnerException e) {
            if (interrupted) {
                awaitExit();
            }
            return new Outcome(fork, started, Optional.empty(), reason(e));
        }
    }

    private Options options(Trial trial, Side side, Path latencies, String turns) {
        Profile profile = plan.profile();
        TimeValue time = TimeValue.milliseconds(profile.iterationTime().toMillis());
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include(trial.benchmark())
                .threads(trial.threads())
                .forks(1)
                .warmupIterations(profile.warmups(trial))
                .warmupTime(time)
                .measurementIterations(profile.iterations())
                .measurementTime(time)
                .addProfiler(TurnProfiler.class)
                .addProfiler(GCProfiler.class)
                .shouldFailOnError(true)
                .jvm(side.jdk().java().toString())
                .jvmArgsPrepend(ForkArguments.of(latencies, turns, side.jdk().feature(), side.blackholes())
                        .toArray(String[]::new));
        trial.params().forEach(options::param);
        return options.build();
    }

    private synchronized void started(RunningFork fork) {
        running.add(fork);
    }

    /** Until then it runs, for those who interrupt: what has ended may wait for others. */
    synchronized void ended(RunningFork fork) {
        running.remove(fork);
    }

    /**
     * Ends what runs, and keeps the iterations that it had finished.
     *
     * @throws IOException if they cannot be written
     */
    synchronized void interrupt() throws IOException {
        interrupted = true;
        List<ProcessHandle> processes = ProcessHandle.current().descendants().toList();
        // told first, so that they write their latencies
        processes.forEach(ProcessHandle::destroy);
        awaitEnd(processes);
        ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
        for (RunningFork fork : running) {
            Optional<MeasuredFork> unfinished = fork.run().unfinished();
            if (unfinished.isPresent()) {
                fork.side().keepUnfinished(fork.id(), unfinished.get(), fork.latencies());
            }
        }
    }

    private static void awaitEnd(List<ProcessHandle> processes) {
        CompletableFuture<?>[] ends =
                processes.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new);
        try {
            CompletableFuture.allOf(ends).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            // killed then
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
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
}
