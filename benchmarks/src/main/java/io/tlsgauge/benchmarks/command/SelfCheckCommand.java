package io.tlsgauge.benchmarks.command;

import io.tlsgauge.benchmarks.measurement.MeasurementException;
import io.tlsgauge.benchmarks.measurement.Plan;
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
            defaultValue = "10",
            description = "Rounds of each comparison. Default: 10, as the profile standard has.")
    private String perComparison;

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
                    + ", anew.")
    private Path from;

    @Option(names = "--json", description = "Print the answer as JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        int chosenRounds = number("--rounds", rounds, MOST_ROUNDS);
        int chosenPerComparison = number("--per-comparison", perComparison, MOST_ROUNDS);
        number("--comparisons", comparisons, MOST_COMPARISONS);
        refuseWhatDoesNotGoTogether(chosenRounds, chosenPerComparison);
        if (from != null) {
            return answer(Files.isDirectory(from) ? judged(SlowedMeasurement.foldersOf(from)) : again());
        }
        Progress progress = new Progress(System.err, Terminal.isWatched());
        SlowedMeasurement measurement = resume == null
                ? SlowedMeasurement.begin(
                        out, spec.commandLine().getParseResult().originalArgs(), chosenRounds, seed, progress)
                : resumed(chosenPerComparison, progress);
        try {
            measurement.run();
        } catch (MeasurementException e) {
            System.err.println(e.getMessage());
            return ExitCode.FAILED;
        }
        SelfCheckRecord judged = judged(measurement.folders());
        judged.write(measurement.folders().get(0).path().resolveSibling(SelfCheckRecord.FILE_NAME));
        return answer(judged);
    }

    private SlowedMeasurement resumed(int chosenPerComparison, Progress progress) throws IOException {
        try {
            SlowedMeasurement measurement = SlowedMeasurement.resume(resume, progress);
            refuseTooFew(chosenPerComparison, Plan.read(resume).profile().rounds());
            return measurement;
        } catch (IllegalArgumentException | MalformedFileException e) {
            throw bad("--resume", e.getMessage());
        }
    }

    private SelfCheckRecord judged(List<RunFolder> folders) throws IOException {
        List<String> notes = new ArrayList<>();
        for (RunFolder folder : folders) {
            folder.forks().notes().stream().limit(1).forEach(notes::add);
        }
        ForkPool pool = SlowedMeasurement.pool(folders);
        return new SelfCheckRecord(
                folders.get(0).environment(), notes, selfCheck(pool).judge(), pool);
    }

    private SelfCheckRecord again() throws IOException {
        SelfCheckRecord record = SelfCheckRecord.read(from);
        return record.judged(selfCheck(record.pool()).judge());
    }

    private SelfCheck selfCheck(ForkPool pool) {
        try {
            return new SelfCheck(pool, Integer.parseInt(perComparison), Integer.parseInt(comparisons), seed);
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

    private void refuseWhatDoesNotGoTogether(int chosenRounds, int chosenPerComparison) {
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
            refuseTooFew(chosenPerComparison, chosenRounds);
        }
        if (from == null && resume == null && Files.exists(out) && !Files.isDirectory(out)) {
            throw bad("--out", "'" + out + "' is a file: give a folder");
        }
        if (from != null && !Files.exists(from)) {
            throw bad("--from", "'" + from + "' is not there: give a run folder or a " + SelfCheckRecord.FILE_NAME);
        }
    }

    private void refuseTooFew(int chosenPerComparison, int measuredRounds) {
        if (chosenPerComparison > measuredRounds) {
            throw bad(
                    "--per-comparison",
                    "'" + perComparison + "': give no more than the " + measuredRounds + " rounds that are measured");
        }
    }

    private int number(String option, String value, int most) {
        if (!value.matches("[0-9]{1,6}") || Integer.parseInt(value) < FEWEST_ROUNDS || Integer.parseInt(value) > most) {
            throw bad(option, "'" + value + "': give a whole number from " + FEWEST_ROUNDS + " to " + most);
        }
        return Integer.parseInt(value);
    }

    private BadOptionException bad(String option, String problem) {
        return new BadOptionException(spec.commandLine(), option, problem);
    }
}
