package io.tlsgauge.benchmarks.command;

import io.tlsgauge.benchmarks.measurement.MeasurementException;
import io.tlsgauge.benchmarks.measurement.Plan;
import io.tlsgauge.benchmarks.measurement.Profile;
import io.tlsgauge.benchmarks.measurement.Progress;
import io.tlsgauge.benchmarks.selfcheck.SlowedMeasurement;
import io.tlsgauge.results.MalformedFileException;
import io.tlsgauge.results.run.RunFolder;
import io.tlsgauge.results.selfcheck.ForkPool;
import io.tlsgauge.results.selfcheck.SelfCheck;
import io.tlsgauge.results.selfcheck.SelfCheckRecord;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code self-check}: does {@code compare} find what there is, and nothing else? */
@Command(
        name = "self-check",
        description = "Holds compare against what is known: how often it claims a difference of equal sides, and finds"
                + " handshakes slowed by 3 %% and by 50 microseconds. Exits with 1 if false alarms are above 5 %%, or"
                + " less than 90 %% is found. Ctrl-C keeps what was measured; --resume goes on.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionProvider.class)
final class SelfCheckCommand implements Callable<Integer> {
    private static final int FEWEST_ROUNDS = 2;
    private static final int MOST_ROUNDS = 1000;
    private static final int MOST_COMPARISONS = 100_000;
    private static final int MOST_ITERATIONS = 100_000;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "20",
            description = "Rounds to measure, of 12 forks and some 340 s each. Default: 20, under two hours.")
    private String rounds;

    @Option(
            names = "--per-comparison",
            paramLabel = "N",
            description =
                    "Rounds of each comparison. Default: 10, as the profile standard has, or as many as there are.")
    private String perComparison;

    @Option(
            names = "--iterations",
            paramLabel = "N",
            description = "Judge by the first N iterations of each fork, of the 150 that the profile full has. Default:"
                    + " 70, as the profile standard has.")
    private String iterations;

    @Option(
            names = "--comparisons",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Comparisons drawn of equal sides, and as many of each slowdown. Default: 1000.")
    private String comparisons;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "What the order of forks and the comparisons are drawn by. Default: 1.")
    private long seed;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "runs/self-check",
            description = "Where the run folders and " + SelfCheckRecord.FILE_NAME
                    + " are written. Default: runs/self-check.")
    private Path out;

    @Option(names = "--resume", paramLabel = "RUN", description = "Go on with one that was stopped, by a run folder.")
    private Path resume;

    @Option(
            names = "--from",
            paramLabel = "RUN",
            description = "Measure nothing: judge a run folder, whole or stopped, or a " + SelfCheckRecord.FILE_NAME
                    + ", anew. Beside a run folder that file is written.")
    private Path from;

    @Option(names = "--json", description = "Print the answer as JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        int chosenRounds = number("--rounds", rounds, MOST_ROUNDS);
        if (perComparison != null) {
            number("--per-comparison", perComparison, MOST_ROUNDS);
        }
        number("--comparisons", comparisons, MOST_COMPARISONS);
        if (iterations != null) {
            number("--iterations", iterations, MOST_ITERATIONS);
        }
        refuseWhatDoesNotGoTogether(chosenRounds);
        if (from != null) {
            return answer(Files.isDirectory(from) ? kept(SlowedMeasurement.foldersOf(from)) : again());
        }
        Progress progress = new Progress(System.err, Terminal.isWatched());
        SlowedMeasurement measurement = resume == null
                ? SlowedMeasurement.begin(
                        out, spec.commandLine().getParseResult().originalArgs(), chosenRounds, seed, progress)
                : resumed(progress);
        try {
            measurement.run();
        } catch (MeasurementException e) {
            System.err.println(e.getMessage());
            return ExitCode.FAILED;
        }
        return answer(kept(measurement.folders()));
    }

    private SlowedMeasurement resumed(Progress progress) throws IOException {
        try {
            SlowedMeasurement measurement = SlowedMeasurement.resume(resume, progress);
            refuseTooFew(Plan.read(resume).profile().rounds());
            return measurement;
        } catch (IllegalArgumentException | MalformedFileException e) {
            throw bad("--resume", e.getMessage());
        }
    }

    /** What is concluded of two run folders, written beside them. */
    private SelfCheckRecord kept(List<RunFolder> folders) throws IOException {
        List<String> notes = new ArrayList<>();
        for (RunFolder folder : folders) {
            folder.forks().notes().stream().limit(1).forEach(notes::add);
        }
        ForkPool pool = SlowedMeasurement.pool(folders);
        SelfCheckRecord judged = new SelfCheckRecord(
                folders.get(0).environment(), notes, selfCheck(pool).judge(), pool);
        judged.write(folders.get(0).path().resolveSibling(SelfCheckRecord.FILE_NAME));
        return judged;
    }

    private SelfCheckRecord again() throws IOException {
        SelfCheckRecord record = SelfCheckRecord.read(from);
        return record.judged(selfCheck(record.pool()).judge());
    }

    private SelfCheck selfCheck(ForkPool pool) {
        try {
            int turns = iterations == null ? Profile.STANDARD.iterations() : Integer.parseInt(iterations);
            int ofEach = perComparison == null
                    ? Math.min(Profile.STANDARD.rounds(), pool.rounds())
                    : Integer.parseInt(perComparison);
            return new SelfCheck(pool.upTo(turns), ofEach, Integer.parseInt(comparisons), seed);
        } catch (IllegalArgumentException e) {
            throw bad("--per-comparison", e.getMessage());
        }
    }

    private int answer(SelfCheckRecord judged) {
        PrintStream to = json ? new PrintStream(System.out, true, StandardCharsets.UTF_8) : System.out;
        to.print(json ? judged.json() + "\n" : judged.text());
        to.flush();
        return judged.judgement().met() ? ExitCode.DONE : ExitCode.NO;
    }

    private void refuseWhatDoesNotGoTogether(int chosenRounds) {
        if (from != null && resume != null) {
            throw bad("--resume", "--from measures nothing: give one of both");
        }
        if (from != null || resume != null) {
            for (OptionSpec option : spec.commandLine().getParseResult().matchedOptions()) {
                if (Set.of("--rounds", "--out").contains(option.longestName())) {
                    throw bad(option.longestName(), "what is measured was chosen when it began: leave it out");
                }
            }
        } else {
            refuseTooFew(chosenRounds);
        }
        if (from == null && resume == null && Files.exists(out) && !Files.isDirectory(out)) {
            throw bad("--out", "'" + out + "' is a file: give a folder");
        }
        if (from != null && !Files.exists(from)) {
            throw bad("--from", "'" + from + "' is not there: give a run folder or a " + SelfCheckRecord.FILE_NAME);
        }
    }

    private void refuseTooFew(int measuredRounds) {
        if (perComparison != null && Integer.parseInt(perComparison) > measuredRounds) {
            throw bad(
                    "--per-comparison",
                    "'" + perComparison + "': give no more than the " + measuredRounds + " rounds that are measured");
        }
    }

    private int number(String option, String value, int most) {
        return (int) WholeNumber.of(spec.commandLine(), option, value, FEWEST_ROUNDS, most);
    }

    private BadOptionException bad(String option, String problem) {
        return new BadOptionException(spec.commandLine(), option, problem);
    }
}
