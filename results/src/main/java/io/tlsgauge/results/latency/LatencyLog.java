package io.tlsgauge.results.latency;

import io.tlsgauge.results.AtomicFile;
import io.tlsgauge.results.MalformedFileException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.HdrHistogram.EncodableHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;
import org.HdrHistogram.HistogramLogReader;
import org.HdrHistogram.HistogramLogWriter;

/**
 * A log of latency intervals, each a histogram of nanoseconds with its time span and, where it has one,
 * a tag. Immutable.
 */
public final class LatencyLog {
    private static final String SIGNATURE = "#[Histogram log format version 1.";

    private static final int POINTS_PER_HALVING = 5;

    /**
     * A point of a distribution.
     *
     * @param percentile from 0 to 100
     * @param nanos the latency that so many percent of all operations did not exceed
     */
    public record Point(double percentile, long nanos) {}

    private final List<Histogram> intervals;
    private final Histogram total;

    private LatencyLog(List<Histogram> intervals) {
        this.intervals = intervals.stream()
                .sorted(Comparator.comparingLong(Histogram::getStartTimeStamp))
                .toList();
        this.total = new Histogram(3);
        this.intervals.forEach(total::add);
    }

    /** A log of these intervals, which are copied, in the order of their start. */
    public static LatencyLog of(Collection<Histogram> intervals) {
        return new LatencyLog(intervals.stream().map(LatencyLog::copyOf).toList());
    }

    /**
     * Reads a V2 interval log of any writer.
     *
     * @throws MalformedFileException if it is no such log, or one of its intervals cannot be decoded
     * @throws IOException if it cannot be read
     */
    public static LatencyLog read(Path file) throws IOException {
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (java.nio.charset.CharacterCodingException e) {
            throw new MalformedFileException(file, "not an HdrHistogram log: it is not text", e);
        }
        if (lines.isEmpty() || !lines.get(0).startsWith(SIGNATURE)) {
            throw new MalformedFileException(
                    file, "not an HdrHistogram log: its first line does not start with " + SIGNATURE);
        }
        List<Histogram> intervals = new ArrayList<>();
        try (HistogramLogReader reader = new HistogramLogReader(file.toFile())) {
            EncodableHistogram interval = reader.nextIntervalHistogram();
            while (interval != null) {
                intervals.add((Histogram) interval);
                interval = reader.nextIntervalHistogram();
            }
        } catch (RuntimeException e) {
            throw undecodable(file, intervals.size());
        }
        long written = lines.stream().filter(LatencyLog::holdsInterval).count();
        if (written != intervals.size()) {
            throw undecodable(file, intervals.size());
        }
        return new LatencyLog(intervals);
    }

    private static boolean holdsInterval(String line) {
        return !line.isBlank() && !line.startsWith("#") && !line.startsWith("\"");
    }

    private static MalformedFileException undecodable(Path file, int good) {
        return new MalformedFileException(
                file, "interval " + (good + 1) + " cannot be decoded: the log is cut short or damaged");
    }

    /** All intervals of all {@code logs}, none lost and none changed. */
    public static LatencyLog merge(Collection<LatencyLog> logs) {
        return new LatencyLog(
                logs.stream().flatMap(log -> log.intervals.stream()).toList());
    }

    /**
     * This log with every interval tagged anew.
     *
     * @throws IllegalArgumentException if the format cannot hold the tag: it has a comma, a space or a line break
     */
    public LatencyLog tagged(String tag) {
        if (tag.matches(".*[, \\r\\n].*")) {
            throw new IllegalArgumentException("a tag has no comma, space or line break: '" + tag + "'");
        }
        List<Histogram> tagged = new ArrayList<>();
        for (Histogram interval : intervals) {
            Histogram copy = copyOf(interval);
            copy.setTag(tag);
            tagged.add(copy);
        }
        return new LatencyLog(tagged);
    }

    /** This log but for the intervals with a tag. */
    public LatencyLog without(String tag) {
        return new LatencyLog(intervals.stream()
                .filter(interval -> !tag.equals(interval.getTag()))
                .toList());
    }

    /**
     * Writes the log, in place of what stood there, atomically.
     *
     * @throws IOException if it cannot be written
     */
    public void write(Path file) throws IOException {
        write(file, intervals.iterator());
    }

    /**
     * Writes a log of these intervals, which come in the order of their start, in place of what stood there,
     * atomically; it holds one of them at a time.
     *
     * @throws IOException if it cannot be written
     */
    public static void write(Path file, Iterator<Histogram> intervals) throws IOException {
        AtomicFile.write(file, out -> {
            PrintStream print = new PrintStream(out, false, StandardCharsets.UTF_8);
            HistogramLogWriter writer = new HistogramLogWriter(print);
            writer.outputLogFormatVersion();
            writer.outputComment("[latencies in nanoseconds; the column Interval_Max in milliseconds]");
            if (intervals.hasNext()) {
                Histogram first = intervals.next();
                writer.outputStartTime(first.getStartTimeStamp());
                writer.outputLegend();
                writer.outputIntervalHistogram(first);
            } else {
                writer.outputLegend();
            }
            intervals.forEachRemaining(writer::outputIntervalHistogram);
            print.flush();
            if (print.checkError()) {
                throw new IOException(file + ": the log could not be written");
            }
        });
    }

    /** The intervals by start time; copies. */
    public List<Histogram> intervals() {
        return intervals.stream().map(LatencyLog::copyOf).toList();
    }

    /** How many latencies the log holds. */
    public long count() {
        return total.getTotalCount();
    }

    /** What each tag's intervals hold together, by tag; intervals without one are of the tag "". */
    public SortedMap<String, Histogram> byTag() {
        SortedMap<String, Histogram> sums = new TreeMap<>();
        for (Histogram interval : intervals) {
            String tag = Objects.requireNonNullElse(interval.getTag(), "");
            sums.computeIfAbsent(tag, first -> new Histogram(3)).add(interval);
        }
        return sums;
    }

    /**
     * The latency, in nanoseconds, that {@code percentile} percent of all operations did not exceed, to three
     * significant digits; 0 if the log is empty.
     *
     * @param percentile from 0 to 100
     */
    public long percentileNanos(double percentile) {
        return total.getValueAtPercentile(percentile);
    }

    /**
     * The whole distribution, as HdrHistogram prints it: five points for each halving of the distance to 100 %, the last
     * of them the greatest latency.
     */
    public List<Point> distribution() {
        List<Point> points = new ArrayList<>();
        for (HistogramIterationValue value : total.percentiles(POINTS_PER_HALVING)) {
            points.add(new Point(value.getPercentileLevelIteratedTo(), value.getValueIteratedTo()));
        }
        return points;
    }

    private static Histogram copyOf(Histogram interval) {
        Histogram copy = Objects.requireNonNull(interval, "interval").copy();
        copy.setStartTimeStamp(interval.getStartTimeStamp());
        copy.setEndTimeStamp(interval.getEndTimeStamp());
        copy.setTag(interval.getTag());
        return copy;
    }
}
