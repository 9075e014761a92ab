package io.tlsgauge.benchmarks.measurement;

import io.tlsgauge.benchmarks.environment.EnvironmentProbe;
import io.tlsgauge.benchmarks.environment.JdkHome;
import io.tlsgauge.benchmarks.environment.MachineWatch;
import io.tlsgauge.benchmarks.measurement.Plan.PlannedFork;
import io.tlsgauge.benchmarks.measurement.SideBySide.Outcome;
import io.tlsgauge.results.MalformedFileException;
import io.tlsgauge.results.run.Environment;
import io.tlsgauge.results.run.ForkConditions;
import io.tlsgauge.results.run.ForkLog;
import io.tlsgauge.results.run.RunFolder;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A run: measures trials by a profile, fork by fork, into one run folder a JDK. Each round measures every trial once by
 * every JDK, in random order, so that what drifts on the machine does not fall on one trial or JDK alone; and the forks
 * of a kind live side by side and take {@link Turns}, iteration by iteration, so that neither does what comes and goes.
 *
 * <p>A fork during which the machine was disturbed is measured once more, and the less disturbed of both is kept,
 * whatever they measured. A fork that fails keeps the iterations it had finished. Should the JVM be told to end
 * (Ctrl-C), the fork is ended, the iterations it had finished are kept, and the run stays marked incomplete; it can be
 * gone on with.
 */
public final class Measurement {
    private final Plan plan;
    private final List<Side> sides;
    private final EnvironmentProbe probe;
    private final Progress progress;
    private final SideBySide forks;
    private volatile boolean interrupted;

    private Measurement(Plan plan, List<Side> sides, EnvironmentProbe probe, Progress progress) {
        this.plan = plan;
        this.sides = List.copyOf(sides);
        this.probe = probe;
        this.progress = progress;
        this.forks = new SideBySide(plan, sides, progress::step);
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
            refuseOther(each, "limit of its container", begun.container(), now.container());
            refuseOther(each, "memory", begun.memoryBytes(), now.memoryBytes());
            refuseOther(each, "kernel", begun.os().kernel(), now.os().kernel());
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
        PrintStream answers = System.out;
        // JMH passes on what forks print, which is no part of an answer.
        System.setOut(System.err);
        try (lock) {
            runLocked();
        } finally {
            System.setOut(answers);
        }
        reportFailures();
    }

    private void runLocked() throws IOException {
        Blackholes.pin(sides.get(0).blackholes());
        List<List<PlannedFork>> left = plan.forks(SideBySide.most(plan)).stream()
                .map(together -> together.stream()
                        .filter(fork -> !sides.get(fork.side()).has(plan.id(fork)) || isToBeRepeated(fork))
                        .toList())
                .filter(together -> !together.isEmpty())
                .toList();
        progress.plan(times(left.stream().flatMap(List::stream).toList()));
        Thread interruption = new Thread(this::interrupt, "tlsgauge-interruption");
        Runtime.getRuntime().addShutdownHook(interruption);
        try {
            for (List<PlannedFork> together : left) {
                List<PlannedFork> first = together.stream()
                        .filter(fork -> !sides.get(fork.side()).has(plan.id(fork)))
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
            if (sides.stream().allMatch(side -> side.failures().isEmpty())) {
                for (Side side : sides) {
                    side.forgetForks();
                }
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
        List<ForkLog.Fork> forks = side.forks(plan.id(fork));
        return forks.size() == 1
                && !forks.get(0).disturbances().isEmpty()
                && !side.hasFailed(fork.trial())
                && side.repeats() < plan.profile().repeats();
    }

    /** Measures forks side by side. */
    private void measure(List<PlannedFork> together, int attempt) throws IOException {
        if (together.isEmpty()) {
            return;
        }
        progress.startForks(
                name(together.get(0))
                        + (together.size() > 1 ? " and " + (together.size() - 1) + " more in turns" : "")
                        + (attempt > 1 ? ", again: the machine was disturbed" : ""),
                times(together));
        List<PlannedFork> tried = together.stream()
                .filter(fork -> !sides.get(fork.side()).hasFailed(fork.trial()))
                .toList();
        if (!tried.isEmpty()) {
            MachineWatch watch = probe.watch();
            List<Outcome> outcomes = forks.run(tried);
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

    private List<Duration> times(List<PlannedFork> forks) {
        return forks.stream().map(fork -> plan.profile().forkTime(fork.trial())).toList();
    }

    private void take(Outcome outcome, int attempt, ForkConditions conditions) throws IOException {
        forks.ended(outcome.running());
        PlannedFork fork = outcome.fork();
        Side side = sides.get(fork.side());
        if (outcome.measured().isPresent()) {
            boolean kept = side.forks(plan.id(fork)).stream()
                    .allMatch(earlier ->
                            conditions.severity() < earlier.conditions().severity());
            if (kept) {
                side.keep(
                        plan.id(fork),
                        outcome.measured().get(),
                        outcome.running().latencies());
            }
            Optional<Double> score = Optional.of(outcome.measured().get().score());
            side.note(entry(fork, attempt, outcome.running().started(), conditions, score, kept, Optional.empty()));
        } else {
            Optional<MeasuredFork> unfinished = outcome.running().run().unfinished();
            if (unfinished.isPresent()) {
                side.keepUnfinished(
                        plan.id(fork), unfinished.get(), outcome.running().latencies());
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
                plan.id(fork).trial(),
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

    private String name(Side side, Trial trial) {
        return sides.size() == 1 ? trial.toString() : "JDK " + side.jdk().version() + ", " + trial;
    }

    private String name(PlannedFork fork) {
        return name(sides.get(fork.side()), fork.trial());
    }

    /** What the JVM does when it is told to end while this measures. */
    private void interrupt() {
        interrupted = true;
        try {
            forks.interrupt();
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
}
