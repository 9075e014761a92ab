package io.tlsgauge.benchmarks.load;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/** How a load goes while it goes, for other threads to read. */
public final class LiveCounters {
    private final LongAdder started = new LongAdder();
    private final LongAdder done = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder missed = new LongAdder();
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger peak = new AtomicInteger();
    private final Recorder latencies = new Recorder(3);
    private final AtomicInteger failedInARow = new AtomicInteger();
    private final long objectiveNanos;
    private volatile String lastCause = "";

    /** @param objectiveNanos latencies above it are counted as missed */
    LiveCounters(long objectiveNanos) {
        this.objectiveNanos = objectiveNanos;
    }

    void started() {
        started.increment();
        int now = open.incrementAndGet();
        if (now > peak.get()) {
            peak.accumulateAndGet(now, Math::max);
        }
    }

    void ended() {
        open.decrementAndGet();
    }

    void done(long nanos, boolean wasRefused) {
        done.increment();
        if (failedInARow.get() > 0) {
            failedInARow.set(0);
        }
        latencies.recordValue(nanos);
        if (wasRefused) {
            refused.increment();
        }
        if (nanos > objectiveNanos) {
            missed.increment();
        }
    }

    void failed(String cause) {
        lastCause = cause;
        failedInARow.incrementAndGet();
        failed.increment();
        missed.increment();
    }

    /** Arrivals that have started. */
    public long startedCount() {
        return started.sum();
    }

    /** Honest arrivals that ended well. */
    public long doneCount() {
        return done.sum();
    }

    /** Honest arrivals that failed. */
    public long failedCount() {
        return failed.sum();
    }

    /** How many honest arrivals have failed since the last that ended well. */
    public int failedInARow() {
        return failedInARow.get();
    }

    /** Why the last honest arrival that failed did. */
    public String lastCause() {
        return lastCause;
    }

    /** Resumptions that were refused. */
    public long refusedCount() {
        return refused.sum();
    }

    /** Honest arrivals that did not keep the objective. */
    public long missedCount() {
        return missed.sum();
    }

    /** Connections that are open. */
    public int open() {
        return open.get();
    }

    /** The most connections that were open at a time. */
    public int peak() {
        return peak.get();
    }

    /** The latencies since the last call. */
    public Histogram takeLatencies() {
        return latencies.getIntervalHistogram();
    }
}
