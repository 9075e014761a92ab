package io.tlsgauge.benchmarks.measurement;

import com.sun.management.OperatingSystemMXBean;
import io.tlsgauge.benchmarks.environment.EnvironmentProbe;
import io.tlsgauge.benchmarks.environment.JdkHome;
import io.tlsgauge.benchmarks.environment.MachineWatch;
import io.tlsgauge.benchmarks.measurement.Plan.PlannedFork;
import io.tlsgauge.results.MalformedFileException;
import io.tlsgauge.results.run.Environment;
import io.tlsgauge.results.run.ForkConditions;
import io.tlsgauge.results.run.ForkLog;
import io.tlsgauge.results.run.RunFolder;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * A run: measures trials by a profile, fork by fork, into one run folder a JDK. Each round measures every trial once by
 * every JDK, in random order, so that what drifts on the machine does not fall on one trial or JDK alone; and the forks
 * of a kind live side by side and take {@link Turns}, iteration by iteration, so that neither does what comes and goes.
 *
 * <p>A fork during which the machine was disturbed is measured once more, and the less disturbed of both is kept,
 * whatever they measured. A fork that fails keeps the iterations it had finished. Should the JVM be told to end
 * (Ctrl-C), the fork is killed, the iterations it had finished are kept, and the run stays marked incomplete; it can be
 * gone on with.
 */
public final class Measurement {
    private static final int MOST_SIDE_BY_SIDE = 20;

    private final Plan plan;
    private final List<Side> sides;
    private final EnvironmentProbe probe;
    private final Progress progress;

    private volatile boolean interrupted;
    private final Set<RunningFork> running = new HashSet<>();

    private record RunningFork(Side side, ForkId id, Instant started, ForkRun run) {}

    /** How a fork ended: with what it measured, or why not. */
    private record Outcome(
            PlannedFork fork, RunningFork running, Optional<MeasuredFork> measured, String failure, Path latencies) {}

    private Measurement(Plan plan, List<Side> sides, EnvironmentProbe probe, Progress progress) {
        this.plan = plan;
        this.sides = List.copyOf(sides);
        this.probe = probe;
        this.progress = progress;
    }

    /**
     * A new run.
     *
     * @param out where its folders are created
     * @param command the program's arguments, for the record
     * @param jdks what runs the forks; one that is given twice is measured twice, into two folders
     * @param profile how much of each trial
     * @param trials what is measured
     * @param seed what the order is drawn by
     * @param progress who is told how far it is
     * @throws IOException if the folders cannot be written
     */
    public static Measurement begin(
            Path out,
            List<String> command,
            List<JdkHome> jdks,
            Profile profile,
            List<Trial> trials,
            long seed,
            Progress progress)
            throws IOException {
        EnvironmentProbe probe = new EnvironmentProbe();
        String blackholes = Blackholes.mode(jdks);
        List<Side> sides = new ArrayList<>();
        for (JdkHome jdk : jdks) {
            Environment environment = probe.begin(command, jdk.described(flags(), blackholes));
            sides.add(Side.begin(out, jdk, environment));
        }
        List<String> folders = sides.stream()
                .map(side -> side.folder().path().getFileName().toString())
                .toList();
        Plan plan = new Plan(seed, profile, trials, folders);
        for (Side side : sides) {
            plan.write(side.folder().path());
        }
        return new Measurement(plan, sides, probe, progress);
    }

    /**
     * A run that stopped before its end, to go on with.
     *
     * @param runFolder the folder of any of its JDKs
     * @throws IllegalArgumentException that says why, if it cannot be gone on with
     * @throws MalformedFileException if a folder or file of the run is not what it should be
     * @throws IOException if one cannot be read
     */
    public static Measurement resume(Path runFolder, Progress progress) throws IOException {
        Path folder = RunFolder.open(runFolder).path().toAbsolutePath().normalize();
        Plan plan = Plan.read(folder);
        if (!plan.folders().contains(folder.getFileName().toString())) {
            throw new MalformedFileException(folder, "its plan.json is of another run: the folder was renamed");
        }
        List<RunFolder> folders = new ArrayList<>();
        boolean complete = true;
        for (String name : plan.folders()) {
            folders.add(RunFolder.open(folder.resolveSibling(name)));
            complete &= folders.get(folders.size() - 1).environment().state() == Environment.State.COMPLETE;
        }
        if (complete) {
            throw new IllegalArgumentException("'" + runFolder + "' is complete: nothing is left to measure");
        }
        EnvironmentProbe probe = new EnvironmentProbe();
        List<Side> sides = new ArrayList<>();
        for (RunFolder each : folders) {
            Environment begun = each.environment();
            JdkHome jdk = JdkHome.of(Path.of(begun.jdk().home()), ForkArguments.measured());
            Environment now = probe.begin(
                    begun.command(), jdk.described(flags(), begun.jdk().blackholes()));
            refuseOther(each, "engine", begun.engine(), now.engine());
            refuseOther(
                    each,
                    "JDK",
                    begun.jdk().vendor() + " " + begun.jdk().version(),
                    jdk.vendor() + " " + jdk.version());
            refuseOther(each, "JVM flags", begun.jdk().flags(), now.jdk().flags());
            refuseOther(each, "processor", begun.cpu(), now.cpu());
            sides.add(Side.resume(each, jdk));
        }
        return new Measurement(plan, sides, probe, progress);
    }

    private static void refuseOther(RunFolder folder, String what, Object begun, Object now) {
        if (!begun.equals(now)) {
            throw new IllegalArgumentException("'" + folder.path() + "' was begun with another " + what + ": " + begun
                    + ", now " + now + ": begin a new run");
        }
    }

    private static List<String> flags() {
        List<String> flags = new ArrayList<>(ForkArguments.measured());
        flags.addAll(EnvironmentProbe.flagsOfVariables());
        return flags;
    }

    /** The run's folders, one a JDK, in the order in which they were given. */
    public List<RunFolder> folders() {
        return sides.stream().map(Side::folder).toList();
    }

    /**
     * Measures everything that is not measured yet. A trial that fails is not tried again; the others go on.
     *
     * @throws MeasurementException naming a trial that failed, once all else has been measured
     * @throws IOException if a folder cannot be written
     */
    public void run() throws MeasurementException, IOException {
        JmhLock lock = JmhLock.take();
        try (lock) {
            runLocked();
        }
        reportFailures();
    }

    private void runLocked() throws IOException {
        Blackholes.pin(sides.get(0).blackholes());
        List<List<PlannedFork>> left = plan.forks(mostSideBySide()).stream()
                .map(together -> together.stream()
                        .filter(fork -> !sides.get(fork.side()).has(id(fork)) || isToBeRepeated(fork))
                        .toList())
                .filter(together -> !together.isEmpty())
                .toList();
        progress.plan(left.stream()
                .flatMap(List::stream)
                .map(fork -> plan.profile().forkTime(fork.trial()))
                .toList());
        Thread interruption = new Thread(this::interrupt, "tlsgauge-interruption");
        Runtime.getRuntime().addShutdownHook(interruption);
        try {
            for (List<PlannedFork> together : left) {
                List<PlannedFork> first = together.stream()
                        .filter(fork -> !sides.get(fork.side()).has(id(fork)))
                        .toList();
                measure(first, 1);
                List<PlannedFork> again =
                        together.stream().filter(this::isToBeRepeated).toList();
                progress.more(again.size() - (together.size() - first.size()));
                measure(again, 2);
            }
            for (Side side : sides) {
                side.end(true, probe);
            }
        } finally {
            progress.end();
            if (!interrupted) {
                Runtime.getRuntime().removeShutdownHook(interruption);
            }
        }
    }

    private void reportFailures() throws MeasurementException {
        int failed = sides.stream().mapToInt(side -> side.failures().size()).sum();
        for (Side side : sides) {
            if (!side.failures().isEmpty()) {
                Map.Entry<Trial, String> first =
                        side.failures().entrySet().iterator().next();
                throw new MeasurementException(failed + " of " + plan.trials().size() * sides.size()
                        + " measurements failed: " + name(side, first.getKey()) + ": " + first.getValue() + "; see "
                        + side.folder().jmhLogFile());
            }
        }
    }

    /** Whether the only fork of its round so far was disturbed, and the profile has time for one more. */
    private boolean isToBeRepeated(PlannedFork fork) {
        Side side = sides.get(fork.side());
        List<ForkLog.Fork> forks = side.forks(id(fork));
        return forks.size() == 1
                && !forks.get(0).disturbances().isEmpty()
                && !side.hasFailed(fork.trial())
                && side.repeats() < plan.profile().repeats();
    }

    private ForkId id(PlannedFork fork) {
        return new ForkId(plan.trials().indexOf(fork.trial()), fork.round());
    }

    private static int mostSideBySide() {
        long memory = ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getTotalMemorySize();
        return (int) Math.max(1, Math.min(MOST_SIDE_BY_SIDE, memory / 4 * 3 / ForkArguments.memory()));
    }

    /** Measures forks side by side. */
    private void measure(List<PlannedFork> together, int attempt) throws IOException {
        if (together.isEmpty()) {
            return;
        }
        progress.startForks(name(together.get(0))
                + (together.size() > 1 ? " and " + (together.size() - 1) + " more in turns" : "")
                + (attempt > 1 ? ", again: the machine was disturbed" : ""));
        List<PlannedFork> tried = together.stream()
                .filter(fork -> !sides.get(fork.side()).hasFailed(fork.trial()))
                .toList();
        if (!tried.isEmpty()) {
            MachineWatch watch = probe.watch();
            List<Outcome> outcomes = run(tried);
            ForkConditions conditions = watch.conditions();
            for (Outcome outcome : outcomes) {
                take(outcome, attempt, conditions);
            }
            for (Side side : sides) {
                side.deleteForkFolders();
            }
        }
        progress.endForks(together.size());
    }

    private List<Outcome> run(List<PlannedFork> together) throws IOException {
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
                options(fork.trial(), side, latencies, turns), side.folder().jmhLogFile(), progress::step);
        RunningFork started = new RunningFork(side, id(fork), Instant.now(), run);
        started(started);
        try {
            return new Outcome(fork, started, Optional.of(run.run()), "", latencies);
        } catch (RunnerException e) {
            if (interrupted) {
                awaitExit();
            }
            return new Outcome(fork, started, Optional.empty(), reason(e), latencies);
        }
    }

    /** Until then it runs, for those who interrupt: what has ended may wait for others. */
    private void take(Outcome outcome, int attempt, ForkConditions conditions) throws IOException {
        ended(outcome.running());
        PlannedFork fork = outcome.fork();
        Side side = sides.get(fork.side());
        if (outcome.measured().isPresent()) {
            boolean kept = side.forks(id(fork)).stream()
                    .allMatch(earlier ->
                            conditions.severity() < earlier.conditions().severity());
            if (kept) {
                side.keep(id(fork), outcome.measured().get(), outcome.latencies());
            }
            Optional<Double> score = Optional.of(outcome.measured().get().score());
            side.note(entry(fork, attempt, outcome.running().started(), conditions, score, kept, Optional.empty()));
        } else {
            Optional<MeasuredFork> unfinished = outcome.running().run().unfinished();
            if (unfinished.isPresent()) {
                side.keepUnfinished(id(fork), unfinished.get());
            }
            side.failed(fork.trial(), outcome.failure());
            side.note(entry(
                    fork,
                    attempt,
                    outcome.running().started(),
                    conditions,
                    Optional.empty(),
                    false,
                    Optional.of(outcome.failure())));
        }
    }

    private ForkLog.Fork entry(
            PlannedFork fork,
            int attempt,
            Instant started,
            ForkConditions conditions,
            Optional<Double> score,
            boolean kept,
            Optional<String> failure) {
        return new ForkLog.Fork(
                id(fork).trial(),
                fork.trial().toString(),
                fork.round(),
                attempt,
                started,
                (Instant.now().toEpochMilli() - started.toEpochMilli()) / 1e3,
                score.filter(Double::isFinite),
                conditions,
                conditions.disturbances(),
                kept,
                failure);
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

    private String name(Side side, Trial trial) {
        return sides.size() == 1 ? trial.toString() : "JDK " + side.jdk().version() + ", " + trial;
    }

    private String name(PlannedFork fork) {
        return name(sides.get(fork.side()), fork.trial());
    }

    private synchronized void started(RunningFork fork) {
        running.add(fork);
    }

    private synchronized void ended(RunningFork fork) {
        running.remove(fork);
    }

    /** What the JVM does when it is told to end while this measures. */
    private void interrupt() {
        interrupted = true;
        ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
        try {
            keepUnfinishedForks();
            for (Side side : sides) {
                side.end(false, probe);
            }
            progress.tell("interrupted: what was measured is in "
                    + String.join(
                            " and ",
                            folders().stream()
                                    .map(folder -> folder.path().toString())
                                    .toList())
                    + ", marked incomplete"
                    + goingOn());
        } catch (IOException e) {
            progress.tell(
                    "interrupted: the run in " + folders().get(0).path() + " could not be ended: " + e.getMessage());
        }
    }

    /** By which command this goes on, of those that do. */
    private String goingOn() throws IOException {
        RunFolder first = folders().get(0);
        return first.environment().command().stream()
                .findFirst()
                .filter(Set.of("run", "self-check")::contains)
                .map(command -> "; " + command + " --resume " + first.path() + " goes on")
                .orElse("");
    }

    private synchronized void keepUnfinishedForks() throws IOException {
        for (RunningFork fork : running) {
            Optional<MeasuredFork> unfinished = fork.run().unfinished();
            if (unfinished.isPresent()) {
                fork.side().keepUnfinished(fork.id(), unfinished.get());
            }
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
