package io.tlsgauge.benchmarks.command;

import io.tlsgauge.results.compare.ComparedRun;
import io.tlsgauge.results.compare.Comparison;
import io.tlsgauge.results.compare.ComparisonText;
import io.tlsgauge.results.compare.Differences.Difference;
import io.tlsgauge.results.compare.Floor;
import io.tlsgauge.results.compare.History;
import io.tlsgauge.results.compare.HistoryText;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code compare}: is it faster? */
@Command(
        name = "compare",
        description = "Compares runs, benchmark by benchmark: two give a verdict each, more their history. A run is a"
                + " run folder, or a file of JMH's JSON (.json or .json.gz) of any project.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionProvider.class)
final class CompareCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "RUN", arity = "2..*", description = "The old run, then the new one; or more, in order.")
    private List<Path> paths;

    @Option(names = "--anyway", description = "Compare runs that are not alike too, and say so in the answer.")
    private boolean anyway;

    @Option(
            names = "--fail-above",
            paramLabel = "PERCENT",
            description = "Exit with 1 if a benchmark is shown to be slower, and by more than PERCENT as measured.")
    private String failAbove;

    @Option(
            names = "--floor",
            paramLabel = "PERCENT",
            description = "Claim no smaller change. Default: what aa-spread.json beside the runs says of the machine.")
    private String floor;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "What resampling is drawn by: the same seed gives the same answer. Default: 1.")
    private long seed;

    @Option(names = "--json", description = "Print the answer as JSON.")
    private boolean json;

    @Option(names = "--markdown", description = "Print the answer as Markdown.")
    private boolean markdown;

    @Override
    public Integer call() throws IOException {
        double most = failAbove == null ? Double.POSITIVE_INFINITY : percent("--fail-above", failAbove);
        double given = floor == null ? 0 : percent("--floor", floor);
        if (json && markdown) {
            throw bad("--markdown", "there is one answer: give --json or --markdown");
        }
        if (failAbove != null && paths.size() > 2) {
            throw bad("--fail-above", "a history of " + paths.size() + " runs has no verdict: give two runs");
        }
        List<ComparedRun> runs = new ArrayList<>();
        for (Path path : paths) {
            runs.add(ComparedRun.read(path));
        }
        Floor claimed = floor == null ? Floor.beside(runs) : Floor.given(given);
        return runs.size() == 2 ? compare(runs, claimed, most) : history(runs, claimed);
    }

    private int compare(List<ComparedRun> runs, Floor claimed, double most) throws IOException {
        Comparison comparison = Comparison.of(runs.get(0), runs.get(1), claimed, seed);
        if (comparison.benchmarks().isEmpty() && comparison.notComparable().isEmpty()) {
            throw bad(
                    "RUN",
                    "no benchmark is in both '" + paths.get(0) + "' and '" + paths.get(1) + "': give runs"
                            + " that share name, mode, threads and parameters");
        }
        refuse(comparison.unlike());
        ComparisonText shown = new ComparisonText(comparison);
        print(json ? shown.json() + "\n" : markdown ? shown.markdown() : shown.text(Terminal.charset()));
        int notCompared =
                comparison.onlyOld().size() + comparison.notComparable().size();
        if (failAbove != null && notCompared > 0) {
            System.err.println("NOT COMPARED: the new run holds no figures of " + notCompared
                    + " benchmarks of the old one, and --fail-above says nothing of those");
        }
        return comparison.slowerByMoreThan(most) ? ExitCode.NO : ExitCode.DONE;
    }

    private int history(List<ComparedRun> runs, Floor claimed) {
        History history = History.of(runs, claimed, seed);
        refuse(history.unlike());
        HistoryText shown = new HistoryText(history);
        print(json ? shown.json() + "\n" : markdown ? shown.markdown() : shown.text());
        return ExitCode.DONE;
    }

    private void refuse(List<Difference> unlike) {
        if (!unlike.isEmpty() && !anyway) {
            String all = String.join("; ", unlike.stream().map(Object::toString).toList());
            throw bad(
                    "RUN",
                    "the runs are not alike: " + all.replaceAll("\\R", " ") + ": --anyway compares them, and says so");
        }
    }

    /** JSON and Markdown go into files, and are UTF-8 whatever the terminal is. */
    private void print(String answer) {
        PrintStream out = json || markdown ? new PrintStream(System.out, true, StandardCharsets.UTF_8) : System.out;
        out.print(answer);
        out.flush();
    }

    private double percent(String option, String value) {
        try {
            return PercentValue.percent(value, "3%");
        } catch (IllegalArgumentException e) {
            throw bad(option, e.getMessage());
        }
    }

    private BadOptionException bad(String option, String problem) {
        return new BadOptionException(spec.commandLine(), option, problem);
    }
}
