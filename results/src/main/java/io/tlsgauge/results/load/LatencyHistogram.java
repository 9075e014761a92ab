package io.tlsgauge.results.load;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.PackedHistogram;

/**
 * Latencies in nanoseconds, counted to three significant digits. Immutable. As text it is HdrHistogram's compressed
 * encoding in Base64, as interval logs hold it.
 */
public final class LatencyHistogram {
    private static final int DIGITS = 3;

    /** Of nothing. */
    public static final LatencyHistogram EMPTY = new LatencyHistogram(new PackedHistogram(DIGITS));

    private final Histogram counts;

    private LatencyHistogram(Histogram counts) {
        this.counts = counts;
    }

    /** What the histogram has counted so far. */
    public static LatencyHistogram of(Histogram counted) {
        return sum(List.of(new LatencyHistogram(counted)));
    }

    /** All that any of them counted. */
    public static LatencyHistogram sum(Collection<LatencyHistogram> parts) {
        PackedHistogram sum = new PackedHistogram(DIGITS);
        parts.forEach(part -> sum.add(part.counts));
        return new LatencyHistogram(sum);
    }

    /**
     * Reads what {@link #encoded} wrote.
     *
     * @throws IllegalArgumentException if it is no such text
     */
    @JsonCreator
    public static LatencyHistogram decode(String encoded) {
        try {
            return of(Histogram.decodeFromCompressedByteBuffer(
                    ByteBuffer.wrap(Base64.getDecoder().decode(encoded)), 0));
        } catch (DataFormatException | RuntimeException e) {
            throw new IllegalArgumentException("a histogram cannot be decoded", e);
        }
    }

    /** As text. */
    @JsonValue
    public String encoded() {
        ByteBuffer bytes = ByteBuffer.allocate(counts.getNeededByteBufferCapacity());
        int length = copy().encodeIntoCompressedByteBuffer(bytes);
        return Base64.getEncoder().encodeToString(Arrays.copyOf(bytes.array(), length));
    }

    /** How many latencies it holds. */
    public long count() {
        return counts.getTotalCount();
    }

    /** The latency that {@code percentile} percent did not exceed, 0 where there is none. */
    public long percentileNanos(double percentile) {
        return counts.getTotalCount() == 0 ? 0 : counts.getValueAtPercentile(percentile);
    }

    /** The greatest latency, 0 where there is none. */
    public long maxNanos() {
        return counts.getMaxValue();
    }

    /** How many latencies were greater. */
    public long countAbove(long nanos) {
        return counts.getTotalCount() - counts.getCountBetweenValues(0, nanos);
    }

    /** A copy that can be written to a log. */
    public Histogram copy() {
        Histogram copy = new Histogram(DIGITS);
        copy.add(counts);
        return copy;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LatencyHistogram that && counts.equals(that.counts);
    }

    @Override
    public int hashCode() {
        return counts.hashCode();
    }

    @Override
    public String toString() {
        return count() + " latencies";
    }
}
