package io.tlsgauge.results.report;

import io.tlsgauge.results.jmh.BenchmarkKey;
import io.tlsgauge.results.picture.BarPicture;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The handshakes of a report as one picture: a panel a kind, a bar a run with its interval. For pages that show
 * pictures and run no script.
 */
final class Picture {
    private static final List<String> KINDS = List.of("FULL", "SESSION_ID", "TICKET");

    private final Report report;
    private final List<Report.Row> rows;

    /**
     * @throws IllegalArgumentException if the report holds no handshakes
     */
    Picture(Report report) {
        this.report = report;
        this.rows = report.benchmarks().stream()
                .filter(row -> KINDS.contains(key(row).params().getOrDefault("kind", "")))
                .filter(row -> row.runs().stream().flatMap(Optional::stream).anyMatch(Measured::rate))
                .sorted(Comparator.comparingInt(row -> key(row).threads()))
                .toList();
        if (rows.isEmpty()) {
            throw new IllegalArgumentException("the runs hold no handshakes a second to draw");
        }
    }

    /**
     * Writes an SVG.
     *
     * @throws IOException if it cannot be written
     */
    void write(Path file) throws IOException {
        BarPicture picture = new BarPicture();
        KINDS.stream()
                .filter(kind -> !of(kind).isEmpty())
                .forEach(kind -> picture.panel(kind + ", handshakes/s", bars(kind)));
        picture.write(file);
    }

    private List<BarPicture.Bar> bars(String kind) {
        List<BarPicture.Bar> bars = new ArrayList<>();
        for (Report.Row row : of(kind)) {
            for (int i = 0; i < report.runs().size(); i++) {
                int run = i;
                row.runs()
                        .get(run)
                        .ifPresent(measured -> bars.add(new BarPicture.Bar(
                                series(run), category(row), measured.score(), measured.low(), measured.high())));
            }
        }
        return bars;
    }

    private List<Report.Row> of(String kind) {
        return rows.stream()
                .filter(row -> kind.equals(key(row).params().get("kind")))
                .toList();
    }

    /** The JDK, and the run's place where two are of the same. */
    private String series(int run) {
        String jdk = "JDK " + report.runs().get(run).jdk();
        boolean alone = report.runs().stream()
                        .map(Report.Run::jdk)
                        .filter(report.runs().get(run).jdk()::equals)
                        .count()
                == 1;
        return alone ? jdk : (run + 1) + ": " + jdk;
    }

    /** The threads, and of benchmark and parameters what is not the same for all. */
    private String category(Report.Row row) {
        List<String> parts = new ArrayList<>();
        parts.add(key(row).threads() + (key(row).threads() == 1 ? " thread" : " threads"));
        List<Function<Report.Row, String>> others = List.of(
                other -> key(other).className(),
                other -> key(other).params().getOrDefault("provider", ""),
                other -> key(other).params().getOrDefault("suite", ""),
                other -> key(other).params().getOrDefault("keyBits", ""),
                other -> key(other).params().getOrDefault("busyPercent", ""));
        for (Function<Report.Row, String> part : others) {
            if (rows.stream().map(part).distinct().count() > 1) {
                parts.add(part.apply(row));
            }
        }
        return String.join(", ", parts);
    }

    private static BenchmarkKey key(Report.Row row) {
        return row.benchmark().key();
    }
}
