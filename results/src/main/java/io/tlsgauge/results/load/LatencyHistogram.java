package io.tlsgauge.results.load;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.tlsgauge.results.demand.Objective;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;

/**
 * Latencies in nanoseconds, counted to three significant digits. Immutable. As text it is HdrHistogram's compressed
 * encoding in Base64, as interval logs hold it.
 *
 * <p>A load holds one for each second of each kind, so it is kept in HdrHistogram's encoding, some bytes for each value
 * that occurs, where the counts themselves take 150 KB.
 */
public final class LatencyHistogram {
    private static final int DIGITS = 3;

    /** Of nothing. */
    public static final LatencyHistogram EMPTY = of(new Histogram(DIGITS));

    private final byte[] encoding;
    private final long count;

    private LatencyHistogram(byte[] encoding, long count) {
        this.encoding = encoding;
        this.count = count;
    }

    /** What the histogram has counted so far. */
    public static LatencyHistogram of(Histogram counted) {
        ByteBuffer bytes = ByteBuffer.allocate(counted.getNeededByteBufferCapacity());
        int length = counted.encodeIntoByteBuffer(bytes);
        return new LatencyHistogram(Arrays.copyOf(bytes.array(), length), counted.getTotalCount());
    }

    /** All that any of them counted. */
    public static LatencyHistogram sum(Collection<LatencyHistogram> parts) {
        Histogram sum = new Histogram(DIGITS);
        parts.forEach(part -> sum.add(part.counts()));
        return of(sum);
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
        Histogram counts = counts();
        ByteBuffer bytes = ByteBuffer.allocate(counts.getNeededByteBufferCapacity());
        int length = counts.encodeIntoCompressedByteBuffer(bytes);
        return Base64.getEncoder().encodeToString(Arrays.copyOf(bytes.array(), length));
    }

    /** How many latencies it holds. */
    public long count() {
        return count;
    }

    /** The latency that {@code percentile} percent did not exceed, 0 where there is none. */
    public long percentileNanos(double percentile) {
        return count == 0 ? 0 : counts().getValueAtPercentile(percentile);
    }

    /** The greatest latency, 0 where there is none. */
    public long maxNanos() {
        return counts().getMaxValue();
    }

    /** How many latencies were greater. */
    public long countAbove(long nanos) {
        return count - counts().getCountBetweenValues(0, nanos);
    }

    /** Whether they kept an objective, when {@code failed} more arrivals have no latency; so where there were none. */
    public boolean keeps(Objective objective, long failed) {
        return countAbove(objective.nanos()) + failed <= objective.mayMiss(count() + failed);
    }

    /** A copy that can be written to a log. */
    public Histogram copy() {
        Histogram copy = new Histogram(DIGITS);
        copy.add(counts());
        return copy;
    }

    private Histogram counts() {
        return Histogram.decodeFromByteBuffer(ByteBuffer.wrap(encoding), 0);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LatencyHistogram that && counts().equals(that.counts());
    }

    @Override
    public int hashCode() {
        return counts().hashCode();
    }

    @Override
    public String toString() {
        return count() + " latencies";
    }
}
