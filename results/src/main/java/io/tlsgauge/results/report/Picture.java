package io.tlsgauge.results.report;

import io.tlsgauge.results.AtomicFile;
import io.tlsgauge.results.jmh.BenchmarkKey;
import java.awt.Color;
import java.awt.Font;
import java.awt.Rectangle;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.CategoryAxis;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.block.BlockBorder;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.CombinedDomainCategoryPlot;
import org.jfree.chart.plot.PlotOrientation;
import org.jfree.chart.renderer.category.StandardBarPainter;
import org.jfree.chart.renderer.category.StatisticalBarRenderer;
import org.jfree.data.statistics.DefaultStatisticalCategoryDataset;
import org.jfree.svg.SVGGraphics2D;

/**
 * The handshakes of a report as one picture: a panel a kind, a bar a run with its interval. For pages that show
 * pictures and run no script.
 */
final class Picture {
    private static final List<String> KINDS = List.of("FULL", "SESSION_ID", "TICKET");
    private static final int WIDTH = 900;
    private static final int HEIGHT_OF_BAR = 24;
    private static final int HEIGHT_OF_REST = 100;
    private static final Font SMALL = new Font(Font.SANS_SERIF, Font.PLAIN, 11);
    /** Told apart by those, too, who see some colours alike (Okabe and Ito). */
    private static final List<Color> COLORS = List.of(
            new Color(0x0072B2),
            new Color(0xE69F00),
            new Color(0x009E73),
            new Color(0xCC79A7),
            new Color(0x56B4E9),
            new Color(0xD55E00));

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
        CombinedDomainCategoryPlot panels = new CombinedDomainCategoryPlot(categories());
        panels.setOrientation(PlotOrientation.HORIZONTAL);
        panels.setGap(18);
        List<CategoryPlot> kinds = KINDS.stream()
                .filter(kind -> !of(kind).isEmpty())
                .map(this::panel)
                .toList();
        kinds.forEach(panels::add);
        panels.setFixedLegendItems(kinds.get(0).getLegendItems());
        JFreeChart chart = new JFreeChart(null, SMALL, panels, true);
        chart.setBackgroundPaint(Color.WHITE);
        chart.getLegend().setFrame(BlockBorder.NONE);
        chart.getLegend().setItemFont(SMALL);
        long bars = rows.stream().map(this::category).distinct().count()
                * report.runs().size();
        SVGGraphics2D graphics = new SVGGraphics2D(WIDTH, HEIGHT_OF_REST + bars * HEIGHT_OF_BAR);
        chart.draw(graphics, new Rectangle(WIDTH, (int) (HEIGHT_OF_REST + bars * HEIGHT_OF_BAR)));
        String svg = graphics.getSVGDocument();
        AtomicFile.write(file, out -> out.write(svg.getBytes(StandardCharsets.UTF_8)));
    }

    private static CategoryAxis categories() {
        CategoryAxis axis = new CategoryAxis();
        axis.setTickLabelFont(SMALL);
        axis.setCategoryMargin(0.25);
        return axis;
    }

    private CategoryPlot panel(String kind) {
        DefaultStatisticalCategoryDataset bars = new DefaultStatisticalCategoryDataset();
        for (Report.Row row : of(kind)) {
            for (int run = 0; run < report.runs().size(); run++) {
                Optional<Measured> measured = row.runs().get(run);
                if (measured.isPresent()) {
                    bars.add(measured.get().score(), half(measured.get()), series(run), category(row));
                }
            }
        }
        NumberAxis axis = new NumberAxis(kind + ", handshakes/s");
        axis.setLabelFont(SMALL);
        axis.setTickLabelFont(SMALL);
        axis.setAutoRangeIncludesZero(true);
        CategoryPlot panel = new CategoryPlot(bars, null, axis, renderer());
        panel.setOrientation(PlotOrientation.HORIZONTAL);
        panel.setBackgroundPaint(Color.WHITE);
        panel.setRangeGridlinePaint(Color.LIGHT_GRAY);
        panel.setOutlineVisible(false);
        return panel;
    }

    private StatisticalBarRenderer renderer() {
        StatisticalBarRenderer renderer = new StatisticalBarRenderer();
        renderer.setBarPainter(new StandardBarPainter());
        renderer.setShadowVisible(false);
        renderer.setDrawBarOutline(false);
        renderer.setErrorIndicatorPaint(Color.DARK_GRAY);
        renderer.setItemMargin(0.05);
        for (int run = 0; run < report.runs().size(); run++) {
            renderer.setSeriesPaint(run, COLORS.get(run % COLORS.size()));
        }
        return renderer;
    }

    /** Half the width of the interval; it is the same on both sides but for some thousandths. */
    private static Number half(Measured measured) {
        return measured.low().isPresent() && measured.high().isPresent()
                ? (measured.high().getAsDouble() - measured.low().getAsDouble()) / 2
                : Double.valueOf(0);
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
