package io.tlsgauge.benchmarks.command;

import io.tlsgauge.benchmarks.environment.JdkHome;
import io.tlsgauge.benchmarks.measurement.Measurement;
import io.tlsgauge.benchmarks.measurement.MeasurementException;
import io.tlsgauge.benchmarks.measurement.Profile;
import io.tlsgauge.benchmarks.measurement.Progress;
import io.tlsgauge.benchmarks.measurement.Trial;
import io.tlsgauge.results.MalformedFileException;
import io.tlsgauge.results.report.Report;
import io.tlsgauge.results.run.RunFolder;
import io.tlsgauge.results.text.TableAnswer;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** {@code run}: measures a profile and writes a run folder for each JDK. */
@Command(
        name = "run",
        description = "Measures handshakes, writes a run folder for each JDK, prints its table, and compares two JDKs."
                + " Ctrl-C keeps what was measured; --resume goes on.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionProvider.class)
final class RunCommand implements Callable<Integer> {
    private static final int MOST_ROUNDS = 1000;

    @Spec
    private CommandSpec spec;

    @Mixin
    private TrialOptions measured;

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            defaultValue = "quick",
            description = "How much is measured: quick (under 3 minutes with the other defaults), standard or full."
                    + " Default: quick.")
    private String profile;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            description = "Forks of each benchmark and JDK. Default: as the profile has, 2, 10 or 20; of several JDKs 4"
                    + " at the least.")
    private String rounds;

    @Option(
            names = "--jdk",
            paramLabel = "PATH",
            description = "The home of a JDK that forks are run by; several are interleaved, and the first two compared"
                    + " where there are two. Default: the one that runs this.")
    private List<Path> homes = List.of();

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "What the order of the forks is drawn by. Default: another each time; plan.json has it.")
    private Long seed;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "runs",
            description = "Where the run folder is created. Default: runs.")
    private Path out;

    @Option(
            names = "--resume",
            paramLabel = "RUN",
            description = "Go on with a run that was stopped, by the folder of any of its JDKs; what it measures was"
                    + " chosen when it began.")
    private Path resume;

    @Option(
            names = "--peers",
            description = "Measure the engine beside other TLS implementations and beside its own cryptography instead,"
                    + " and print the ratios: some 70 minutes for the 4 rounds that it has at the least.")
    private boolean peers;

    @Option(
            names = "--parts",
            description = "Measure the parts of a handshake instead, and print how they add up to it: half an hour for"
                    + " the 3 rounds that it has at the least.")
    private boolean parts;

    @Option(
            names = "--from",
            paramLabel = "RUN",
            description = "Measure nothing, and print what this run folder tells again; given twice, compares both.")
    private List<Path> from = List.of();

    @Option(names = "--json", description = "Print the answer as JSON.")
    private boolean json;

    @Option(names = "--markdown", description = "With --peers or --parts: print the answer as Markdown.")
    private boolean markdown;

    @Override
    public Integer call() throws IOException {
        refuseWhatDoesNotGoTogether();
        if (!from.isEmpty()) {
            printAgain(recorded());
            return ExitCode.DONE;
        }
        Progress progress = new Progress(System.err, Terminal.isWatched());
        Measurement measurement = resume == null ? begin(progress) : resume(progress);
        int exitCode = ExitCode.DONE;
        try {
            measurement.run();
        } catch (MeasurementException e) {
            System.err.println(e.getMessage());
            exitCode = ExitCode.FAILED;
        }
        try {
            print(measurement.folders());
        } catch (MalformedFileException e) {
            if (exitCode == ExitCode.DONE) {
                throw e;
            }
            // nothing of its table was measured: something else may have been, and is on the page
            System.err.println(e.getMessage());
        }
        Report.write(measurement.folders());
        return exitCode;
    }

    private Measurement begin(Progress progress) throws IOException {
        Profile chosen = profile();
        if (Files.exists(out) && !Files.isDirectory(out)) {
            throw bad("--out", "'" + out + "' is a file: give a folder");
        }
        List<JdkHome> jdks;
        try {
            jdks = JdkHomes.of(homes);
        } catch (IllegalArgumentException e) {
            throw bad("--jdk", e.getMessage());
        }
        List<Trial> trials =
                special().map(run -> run.trials(System.err)).orElseGet(() -> measured.trials(spec.commandLine()));
        long drawn = seed == null ? new SecureRandom().nextInt(Integer.MAX_VALUE) : seed;
        List<String> command = spec.commandLine().getParseResult().originalArgs();
        return Measurement.begin(out, command, jdks, chosen, trials, drawn, progress);
    }

    private Measurement resume(Progress progress) throws IOException {
        try {
            String begunBy = RunFolder.open(resume).environment().command().stream()
                    .findFirst()
                    .orElse("");
            if (begunBy.equals("self-check")) {
                throw bad("--resume", "'" + resume + "' is of a self-check: give it to self-check --resume");
            }
            if (begunBy.equals("doctor")) {
                throw bad("--resume", "'" + resume + "' is of a doctor, which does not go on: run doctor anew");
            }
            return Measurement.resume(resume, progress);
        } catch (IllegalArgumentException e) {
            throw bad("--resume", e.getMessage());
        } catch (MalformedFileException e) {
            throw bad("--resume", e.getMessage() + ": give a folder that run made");
        }
    }

    private void refuseWhatDoesNotGoTogether() {
        ParseResult given = spec.commandLine().getParseResult();
        if (resume != null) {
            for (OptionSpec option : given.matchedOptions()) {
                if (!Set.of("--resume", "--json").contains(option.longestName())) {
                    throw bad("--resume", "a run goes on as it was begun: leave out " + option.longestName());
                }
            }
        }
        if (peers && parts) {
            throw bad("--parts", "a run has one table: give --peers or --parts");
        }
        if (special().isPresent()) {
            refuseWithOwnTable(given, special().get());
        } else {
            refuse(given, "it goes with --peers or --parts: give one of them, or leave it out", List.of("--markdown"));
        }
        if (!from.isEmpty()) {
            refuse(
                    given,
                    "--from measures nothing: leave it out",
                    List.of("--profile", "--rounds", "--out", "--jdk", "--seed"));
            refuse(given, "--from measures nothing: leave it out", TrialOptions.NAMES);
        }
        if (json && markdown) {
            throw bad("--markdown", "there is one answer: give --json or --markdown");
        }
    }

    private void refuseWithOwnTable(ParseResult given, SpecialRun run) {
        refuse(given, run.option() + " measures what its table needs: leave it out", TrialOptions.NAMES);
        String table = "the table of " + run.subject() + " is of one ";
        if (homes.size() > 1) {
            throw bad("--jdk", table + "JDK: give it once");
        }
        if (from.size() > 1) {
            throw bad("--from", table + "run: give it once");
        }
    }

    private void refuse(ParseResult given, String reason, List<String> options) {
        for (String option : options) {
            if (given.hasMatchedOption(option)) {
                throw bad(option, reason);
            }
        }
    }

    private List<RunFolder> recorded() throws IOException {
        List<RunFolder> recorded = new ArrayList<>();
        for (Path each : from) {
            if (!Files.isDirectory(each)) {
                throw bad("--from", "'" + each + "' is no folder: give the folder of a run");
            }
            RunFolder folder = RunFolder.open(each);
            refuseOther(each, SpecialRun.of(folder));
            recorded.add(folder);
        }
        return recorded;
    }

    /** A run is printed again as what it was. */
    private void refuseOther(Path folder, Optional<SpecialRun> recorded) {
        Optional<SpecialRun> asked = special();
        if (asked.equals(recorded)) {
            return;
        }
        String problem = recorded.isPresent()
                ? "of run " + recorded.get().option() + ": give "
                        + recorded.get().option() + " with it"
                : "no run " + asked.orElseThrow().option() + ": leave "
                        + asked.orElseThrow().option() + " out";
        throw bad("--from", "'" + folder + "' is " + problem);
    }

    private Optional<SpecialRun> special() {
        return peers ? Optional.of(SpecialRun.PEERS) : parts ? Optional.of(SpecialRun.PARTS) : Optional.empty();
    }

    /** The table of its own where that was asked for, now or when a run began that has gone on. */
    private void print(List<RunFolder> folders) throws IOException {
        RunFolder first = folders.get(0);
        Optional<SpecialRun> special = SpecialRun.of(first);
        if (special.isPresent()) {
            print(special.get().answer(first));
            first.forks().notes().forEach(System.err::println);
            System.err.println("written to " + first.path());
        } else {
            RunAnswer answer = RunAnswer.of(folders);
            System.out.print(json ? answer.json() : answer.text(Terminal.charset(), "written to"));
        }
    }

    private void printAgain(List<RunFolder> recorded) throws IOException {
        if (special().isPresent()) {
            print(special().get().answer(recorded.get(0)));
            return;
        }
        RunAnswer answer = RunAnswer.of(recorded);
        if (answer.tables().stream().anyMatch(table -> table.rows().isEmpty())) {
            throw bad("--from", "'" + from.get(0) + "' holds no handshakes: give a run that measured some");
        }
        if (!answer.unlike().isEmpty()) {
            throw bad(
                    "--from",
                    "the runs are not alike: " + answer.unlike() + ": give one, or compare them by compare --anyway");
        }
        System.out.print(json ? answer.json() : answer.text(Terminal.charset(), "read from"));
    }

    /** JSON and Markdown go into files, and are UTF-8 whatever the terminal is. */
    private void print(TableAnswer answer) {
        PrintStream out = json || markdown ? new PrintStream(System.out, true, StandardCharsets.UTF_8) : System.out;
        out.print(json ? answer.json() + "\n" : markdown ? answer.markdown() : answer.text(Terminal.charset()));
        out.flush();
    }

    private Profile profile() {
        Profile named = named();
        Profile chosen = special()
                .map(run -> run.profile(named))
                .orElseGet(() -> homes.size() > 1 ? named.forComparing() : named);
        if (rounds == null) {
            return chosen;
        }
        return chosen.withRounds((int) WholeNumber.of(spec.commandLine(), "--rounds", rounds, 1, MOST_ROUNDS));
    }

    private Profile named() {
        try {
            return Profile.ofName(profile);
        } catch (IllegalArgumentException e) {
            throw bad("--profile", e.getMessage());
        }
    }

    private BadOptionException bad(String option, String problem) {
        return new BadOptionException(spec.commandLine(), option, problem);
    }
}
