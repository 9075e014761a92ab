package io.tlsgauge.benchmarks.selfcheck;

import io.tlsgauge.benchmarks.environment.JdkHome;
import io.tlsgauge.benchmarks.measurement.ForkArguments;
import io.tlsgauge.benchmarks.measurement.Measurement;
import io.tlsgauge.benchmarks.measurement.MeasurementException;
import io.tlsgauge.benchmarks.measurement.Plan;
import io.tlsgauge.benchmarks.measurement.Profile;
import io.tlsgauge.benchmarks.measurement.Progress;
import io.tlsgauge.benchmarks.measurement.Trial;
import io.tlsgauge.results.MalformedFileException;
import io.tlsgauge.results.compare.ComparedRun;
import io.tlsgauge.results.run.RunFolder;
import io.tlsgauge.results.selfcheck.ForkPool;
import io.tlsgauge.results.selfcheck.Slowdown;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Measures handshakes as they are and slowed, all of them twice a round: a run of one JDK against itself, of which
 * either side has the unslowed benchmarks and the slowed ones. 50 microseconds are injected into full handshakes alone:
 * they are more than a resumption takes.
 */
public final class SlowedMeasurement {
    /**
     * Forks that are measured for as long as those of the profile {@code full}, which is for small differences: what
     * forks differ by is how fast the machine was in their turns, and with 40 turns each ten rounds found 3 % of a full
     * handshake six times of ten.
     */
    private static final Profile PROFILE = new Profile("self-check", 2, 70, 160, 150, Profile.TURN, 100_000);

    private static final List<String> KINDS = List.of("FULL", "SESSION_ID", "TICKET");

    private final Measurement measurement;
    private final Path out;

    private SlowedMeasurement(Measurement measurement, Path out) {
        this.measurement = measurement;
        this.out = out;
    }

    /**
     * A new one.
     *
     * @param out where its two run folders are created
     * @param command the program's arguments, for the record
     * @param rounds how often everything is measured twice
     * @param seed what the order is drawn by
     * @throws IOException if the folders cannot be written
     */
    public static SlowedMeasurement begin(Path out, List<String> command, int rounds, long seed, Progress progress)
            throws IOException {
        JdkHome jdk = JdkHome.current(ForkArguments.measured());
        return new SlowedMeasurement(
                Measurement.begin(
                        out, command, List.of(jdk, jdk), PROFILE.withRounds(rounds), trials(), seed, progress),
                out);
    }

    /**
     * One that was stopped, to go on with.
     *
     * @param run one of its run folders
     * @throws IllegalArgumentException that says why, if it cannot be gone on with
     * @throws MalformedFileException if it is the folder of none
     * @throws IOException if a file cannot be read
     */
    public static SlowedMeasurement resume(Path run, Progress progress) throws IOException {
        foldersOf(run);
        // not by what was measured: in its first round it lacks trials
        if (!Plan.read(run).trials().equals(trials())) {
            throw new MalformedFileException(run, "it is not of a self-check");
        }
        return new SlowedMeasurement(
                Measurement.resume(run, progress),
                run.toAbsolutePath().normalize().getParent());
    }

    private static List<Trial> trials() {
        List<Trial> trials = new ArrayList<>();
        for (String kind : KINDS) {
            trials.add(trial(kind, Slowdown.NONE));
        }
        trials.add(trial("FULL", Slowdown.THREE_PERCENT));
        trials.add(trial("SESSION_ID", Slowdown.THREE_PERCENT));
        trials.add(trial("FULL", Slowdown.FIFTY_MICROS));
        return trials;
    }

    private static Trial trial(String kind, Slowdown slowdown) {
        return new Trial(
                "\\.HandshakeBenchmark\\.handshake$",
                1,
                Map.of(
                        "kind",
                        kind,
                        "provider",
                        slowdown.provider(),
                        "suite",
                        "TLS_RSA_WITH_AES_128_GCM_SHA256",
                        "keyBits",
                        "2048"));
    }

    /** The two run folders. */
    public List<RunFolder> folders() {
        return measurement.folders();
    }

    /**
     * Measures what is not measured yet.
     *
     * @throws MeasurementException if a trial failed
     * @throws IOException if a file cannot be written
     */
    public void run() throws MeasurementException, IOException {
        SlowedProviderPath classPath = new SlowedProviderPath(out);
        try {
            measurement.run();
        } finally {
            classPath.restore();
        }
    }

    /**
     * The folders of a measurement, complete or not, by either of them.
     *
     * @throws MalformedFileException if it is the folder of none
     * @throws IOException if a file cannot be read
     */
    public static List<RunFolder> foldersOf(Path run) throws IOException {
        Path folder = RunFolder.open(run).path().toAbsolutePath().normalize();
        List<RunFolder> folders = new ArrayList<>();
        for (String name : Plan.read(folder).folders()) {
            folders.add(RunFolder.open(folder.resolveSibling(name)));
        }
        if (folders.size() != 2) {
            throw new MalformedFileException(folder, "it is not of a self-check: it has no twin");
        }
        return folders;
    }

    /**
     * What the forks in both folders measured.
     *
     * @throws MalformedFileException if they are of something else
     * @throws IOException if a file cannot be read
     */
    public static ForkPool pool(List<RunFolder> folders) throws IOException {
        return ForkPool.of(
                ComparedRun.read(folders.get(0).path()),
                ComparedRun.read(folders.get(1).path()));
    }
}
