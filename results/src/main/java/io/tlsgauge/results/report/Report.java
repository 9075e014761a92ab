package io.tlsgauge.results.report;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.tlsgauge.results.AtomicFile;
import io.tlsgauge.results.Json;
import io.tlsgauge.results.compare.BenchmarkId;
import io.tlsgauge.results.compare.Change;
import io.tlsgauge.results.compare.ComparedRun;
import io.tlsgauge.results.compare.Comparison;
import io.tlsgauge.results.compare.Differences.Difference;
import io.tlsgauge.results.compare.Floor;
import io.tlsgauge.results.plan.MeasuredRun;
import io.tlsgauge.results.plan.PlanBasis;
import io.tlsgauge.results.run.RunFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What one run says, or several beside each other; several are compared with the first of them.
 *
 * @param runs the runs, in the order in which they were given
 * @param confidence of all intervals
 * @param seed what resampling was drawn by: the same seed gives the same report
 * @param environment on what they were measured, side by side
 * @param benchmarks every benchmark of every run
 * @param scaling how rates grow with threads, where a run has several numbers of them
 * @param comparisons each later run against the first
 * @param plans what each run's services are, to plan by; none of runs that hold no handshake's latencies
 */
public record Report(
        List<Run> runs,
        double confidence,
        long seed,
        List<EnvironmentRow> environment,
        List<Row> benchmarks,
        List<Scaling> scaling,
        List<Versus> comparisons,
        List<Plannable> plans) {
    /** The file's name in a run folder. */
    public static final String FILE_NAME = "report.html";

    /**
     * One of the runs.
     *
     * @param name of its folder or file
     * @param jdk what ran the forks
     * @param incomplete whether it was interrupted
     * @param notes what is to be known of its forks: those that were disturbed
     */
    public record Run(String name, String jdk, boolean incomplete, List<String> notes) {
        static Run of(ComparedRun run) throws IOException {
            Path name = run.path().toAbsolutePath().normalize().getFileName();
            return new Run(
                    name == null ? "/" : name.toString(),
                    run.jdk(),
                    run.incomplete(),
                    run.folder().isPresent() ? run.folder().get().forks().notes() : List.of());
        }
    }

    /**
     * A benchmark.
     *
     * @param benchmark its name, parameters and threads, and its mode
     * @param runs what each run measured; empty where it was not measured
     */
    public record Row(@JsonUnwrapped BenchmarkId benchmark, List<Optional<Measured>> runs) {}

    /**
     * A run against the first one.
     *
     * @param run its place among the runs, from 0
     * @param unlike why they are not alike
     * @param comparison the verdicts; empty if runs are not alike and comparing them was not asked for
     */
    public record Versus(int run, List<Difference> unlike, Optional<Comparison> comparison) {}

    /**
     * What can be planned by.
     *
     * @param run its place among the runs, from 0
     * @param basis its services
     */
    public record Plannable(int run, @JsonUnwrapped PlanBasis basis) {}

    public Report {
        runs = List.copyOf(runs);
        environment = List.copyOf(environment);
        benchmarks = List.copyOf(benchmarks);
        scaling = List.copyOf(scaling);
        comparisons = List.copyOf(comparisons);
        plans = List.copyOf(plans);
    }

    /**
     * The report of some runs.
     *
     * @param anyway whether runs that are not alike are compared too
     * @param seed what resampling is drawn by
     * @throws io.tlsgauge.results.MalformedFileException if a file of a run is not what it should be
     * @throws IOException if one cannot be read
     */
    public static Report of(List<ComparedRun> runs, boolean anyway, long seed) throws IOException {
        TreeSet<BenchmarkId> ids = new TreeSet<>();
        runs.forEach(run -> ids.addAll(run.results().keySet()));
        List<Row> benchmarks = new ArrayList<>();
        for (BenchmarkId id : ids) {
            List<Optional<Measured>> measured = new ArrayList<>();
            for (ComparedRun run : runs) {
                measured.add(Measured.of(run, id, seed));
            }
            benchmarks.add(new Row(id, measured));
        }
        List<Versus> comparisons = new ArrayList<>();
        Floor floor = Floor.beside(runs);
        for (int run = 1; run < runs.size(); run++) {
            Comparison comparison = Comparison.of(runs.get(0), runs.get(run), floor, seed);
            boolean asked = comparison.alike() || anyway;
            comparisons.add(new Versus(run, comparison.unlike(), asked ? Optional.of(comparison) : Optional.empty()));
        }
        List<Plannable> plans = new ArrayList<>();
        for (int run = 0; run < runs.size(); run++) {
            if (runs.get(run).folder().isPresent()) {
                for (PlanBasis basis :
                        PlanBasis.of(MeasuredRun.of(runs.get(run).folder().get()))) {
                    plans.add(new Plannable(run, basis));
                }
            }
        }
        List<Run> shown = new ArrayList<>();
        for (ComparedRun run : runs) {
            shown.add(Run.of(run));
        }
        return new Report(
                shown,
                Change.CONFIDENCE,
                seed,
                EnvironmentRow.of(runs),
                benchmarks,
                Scaling.of(runs, seed),
                comparisons,
                plans);
    }

    /**
     * Writes the report of the runs that one command made, one a JDK, into the folder of each, if anything was measured.
     *
     * @throws IOException if a run cannot be read, or a file not be written
     */
    public static void write(List<RunFolder> folders) throws IOException {
        List<ComparedRun> runs = new ArrayList<>();
        for (RunFolder folder : folders) {
            if (!folder.results().all().isEmpty()) {
                runs.add(ComparedRun.read(folder.path()));
            }
        }
        if (!runs.isEmpty()) {
            Report report = of(runs, false, 1);
            for (RunFolder folder : folders) {
                report.write(folder.path().resolve(FILE_NAME));
            }
        }
    }

    /**
     * Writes the page, in place of what stood there, atomically.
     *
     * @throws IOException if it cannot be written
     */
    public void write(Path file) throws IOException {
        String html = Page.of(this);
        AtomicFile.write(file, out -> out.write(html.getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * Writes a picture of the handshakes, an SVG, in place of what stood there, atomically.
     *
     * @throws IllegalArgumentException if there are none
     * @throws IOException if it cannot be written
     */
    public void writePicture(Path file) throws IOException {
        new Picture(this).write(file);
    }

    /** The report as JSON, one object; what was not measured is null. */
    public String json() {
        return Json.dense(this);
    }
}
