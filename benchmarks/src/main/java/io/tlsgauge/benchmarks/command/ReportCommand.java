package io.tlsgauge.benchmarks.command;

import io.tlsgauge.results.compare.ComparedRun;
import io.tlsgauge.results.report.Report;
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

/** {@code report}: one page that tells all. */
@Command(
        name = "report",
        description = "Writes one HTML file that needs nothing else: summary, ratios, rates, scaling, latencies,"
                + " allocation and environments of one run, or of several, each compared with the first. A run is a run"
                + " folder, or a file of JMH's JSON (.json or .json.gz) of any project.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionProvider.class)
final class ReportCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "RUN", arity = "1..*", description = "The runs; what is compared, is with the first.")
    private List<Path> paths;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Where the page is written. Default: report.html in the folder of the last run.")
    private Path out;

    @Option(
            names = "--picture",
            paramLabel = "FILE",
            description = "Write a picture of the handshakes a second too, an SVG, for pages that run no script.")
    private Path picture;

    @Option(names = "--anyway", description = "Compare runs that are not alike too, and say so in the page.")
    private boolean anyway;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "What resampling is drawn by: the same seed gives the same page. Default: 1.")
    private long seed;

    @Option(names = "--json", description = "Print the page's figures as JSON, too.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        List<ComparedRun> runs = new ArrayList<>();
        for (Path path : paths) {
            runs.add(ComparedRun.read(path));
        }
        Path file = file(runs.get(runs.size() - 1));
        if (picture != null) {
            OptionFile.requireWritable(spec.commandLine(), "--picture", picture, "picture.svg");
        }
        Report report = Report.of(runs, anyway, seed);
        report.write(file);
        if (picture != null) {
            draw(report);
        }
        if (json) {
            PrintStream answer = new PrintStream(System.out, true, StandardCharsets.UTF_8);
            answer.println(report.json());
        } else {
            System.out.println("written to " + file);
        }
        return ExitCode.DONE;
    }

    private Path file(ComparedRun last) {
        if (out == null) {
            if (last.folder().isEmpty()) {
                throw bad(
                        "--out",
                        "'" + last.path() + "' is a file, and no folder to write into: give --out FILE, as in"
                                + " --out report.html");
            }
            return last.folder().get().path().resolve(Report.FILE_NAME);
        }
        OptionFile.requireWritable(spec.commandLine(), "--out", out, Report.FILE_NAME);
        return out;
    }

    private void draw(Report report) throws IOException {
        try {
            report.writePicture(picture);
        } catch (IllegalArgumentException e) {
            throw bad("--picture", "'" + picture + "': " + e.getMessage());
        }
    }

    private BadOptionException bad(String option, String problem) {
        return new BadOptionException(spec.commandLine(), option, problem);
    }
}
