package io.tlsgauge.results.picture;

import io.tlsgauge.results.AtomicFile;
import java.awt.Color;
import java.awt.Font;
import java.awt.Rectangle;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.LegendItem;
import org.jfree.chart.LegendItemCollection;
import org.jfree.chart.axis.CategoryAxis;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.block.BlockBorder;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.CombinedDomainCategoryPlot;
import org.jfree.chart.plot.DatasetRenderingOrder;
import org.jfree.chart.plot.PlotOrientation;
import org.jfree.chart.renderer.category.StandardBarPainter;
import org.jfree.chart.renderer.category.StatisticalBarRenderer;
import org.jfree.data.statistics.DefaultStatisticalCategoryDataset;
import org.jfree.svg.SVGGraphics2D;

/** Panels side by side of bars with their intervals, drawn as an SVG. */
public final class BarPicture {
    private static final int WIDTH = 900;
    private static final int HEIGHT_OF_BAR = 24;
    private static final int HEIGHT_OF_REST = 100;
    private static final float MOST_FOR_NAMES = 0.4f;
    private static final Font SMALL = new Font(Font.SANS_SERIF, Font.PLAIN, 11);
    private static final Color UNSEEN = new Color(0, true);
    /** Told apart by those, too, who see some colours alike (Okabe and Ito). */
    private static final List<Color> COLORS = List.of(
            new Color(0x0072B2),
            new Color(0xE69F00),
            new Color(0x009E73),
            new Color(0xCC79A7),
            new Color(0x56B4E9),
            new Color(0xD55E00));

    private final List<Panel> panels = new ArrayList<>();
    private final Set<String> series = new LinkedHashSet<>();
    private final Set<String> names = new LinkedHashSet<>();
    private String title;

    private record Panel(String axis, List<Bar> bars) {}

    /**
     * A bar.
     *
     * @param series what has a colour of its own
     * @param name beside the bars of all series that have it
     * @param value how long it is
     * @param low the lower end of its interval; an interval that lacks an end is not drawn
     * @param high the upper end
     */
    public record Bar(String series, String name, double value, OptionalDouble low, OptionalDouble high) {}

    /** What stands above; it tells of a lone series, too, which has no legend then. */
    public BarPicture title(String line) {
        title = line;
        return this;
    }

    /**
     * Adds a panel to the right.
     *
     * @param axis what its bars measure, and in which unit
     */
    public BarPicture panel(String axis, List<Bar> bars) {
        panels.add(new Panel(axis, bars));
        bars.forEach(bar -> {
            series.add(bar.series);
            names.add(bar.name);
        });
        return this;
    }

    /**
     * Writes it.
     *
     * @throws IOException if the file cannot be written
     */
    public void write(Path file) throws IOException {
        CombinedDomainCategoryPlot all = new CombinedDomainCategoryPlot(categories());
        all.setOrientation(PlotOrientation.HORIZONTAL);
        all.setGap(18);
        panels.forEach(panel -> all.add(plot(panel)));
        all.setFixedLegendItems(legend());
        boolean legend = title == null || series.size() > 1;
        JFreeChart chart = new JFreeChart(title, SMALL, all, legend);
        chart.setBackgroundPaint(Color.WHITE);
        if (legend) {
            chart.getLegend().setFrame(BlockBorder.NONE);
            chart.getLegend().setItemFont(SMALL);
        }
        int height = HEIGHT_OF_REST + names.size() * series.size() * HEIGHT_OF_BAR;
        SVGGraphics2D graphics = new SVGGraphics2D(WIDTH, height);
        chart.draw(graphics, new Rectangle(WIDTH, height));
        String svg = graphics.getSVGDocument();
        AtomicFile.write(file, out -> out.write(svg.getBytes(StandardCharsets.UTF_8)));
    }

    private static CategoryAxis categories() {
        CategoryAxis axis = new CategoryAxis();
        axis.setTickLabelFont(SMALL);
        axis.setCategoryMargin(0.25);
        axis.setMaximumCategoryLabelWidthRatio(MOST_FOR_NAMES);
        return axis;
    }

    private CategoryPlot plot(Panel panel) {
        DefaultStatisticalCategoryDataset values = emptyPlaces();
        DefaultStatisticalCategoryDataset intervals = emptyPlaces();
        for (Bar bar : panel.bars) {
            values.add(bar.value, null, bar.series, bar.name);
            if (bar.low.isPresent() && bar.high.isPresent()) {
                double low = bar.low.getAsDouble();
                double high = bar.high.getAsDouble();
                intervals.add((low + high) / 2, (high - low) / 2, bar.series, bar.name);
            }
        }
        NumberAxis numbers = new NumberAxis(panel.axis);
        numbers.setLabelFont(SMALL);
        numbers.setTickLabelFont(SMALL);
        numbers.setAutoRangeIncludesZero(true);
        CategoryPlot plot = new CategoryPlot(values, null, numbers, renderer(false));
        // The middle of an interval is not the end of its bar, and so it is that of a bar of its own, which is not
        // seen.
        plot.setDataset(1, intervals);
        plot.setRenderer(1, renderer(true));
        plot.setDatasetRenderingOrder(DatasetRenderingOrder.FORWARD);
        plot.setOrientation(PlotOrientation.HORIZONTAL);
        plot.setBackgroundPaint(Color.WHITE);
        plot.setRangeGridlinePaint(Color.LIGHT_GRAY);
        plot.setOutlineVisible(false);
        return plot;
    }

    /** In each panel every series and name has its place, so that they stand side by side. */
    private DefaultStatisticalCategoryDataset emptyPlaces() {
        DefaultStatisticalCategoryDataset places = new DefaultStatisticalCategoryDataset();
        series.forEach(one -> names.forEach(name -> places.add(null, null, one, name)));
        return places;
    }

    private StatisticalBarRenderer renderer(boolean intervalsOnly) {
        StatisticalBarRenderer renderer = new StatisticalBarRenderer();
        renderer.setBarPainter(new StandardBarPainter());
        renderer.setShadowVisible(false);
        renderer.setDrawBarOutline(false);
        renderer.setErrorIndicatorPaint(Color.DARK_GRAY);
        renderer.setItemMargin(0.05);
        for (int i = 0; i < series.size(); i++) {
            renderer.setSeriesPaint(i, intervalsOnly ? UNSEEN : color(i));
        }
        return renderer;
    }

    private LegendItemCollection legend() {
        LegendItemCollection items = new LegendItemCollection();
        for (String name : series) {
            items.add(new LegendItem(name, color(items.getItemCount())));
        }
        return items;
    }

    private static Color color(int index) {
        return COLORS.get(index % COLORS.size());
    }
}
