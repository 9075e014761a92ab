package io.tlsgauge.benchmarks.store;

import java.util.concurrent.atomic.LongAdder;

/** What a server has had of the store that it shares. Safe for use by several threads. */
public final class StoreCounters {
    final LongAdder hits = new LongAdder();
    final LongAdder misses = new LongAdder();
    final LongAdder timeouts = new LongAdder();
    final LongAdder failures = new LongAdder();
    final LongAdder skipped = new LongAdder();
    final LongAdder stored = new LongAdder();
    final LongAdder dropped = new LongAdder();

    StoreCounters() {}

    /** How many look-ups found a session. */
    public long hits() {
        return hits.sum();
    }

    /** How many look-ups found none, or one that is expired or sealed under no key of this server's. */
    public long misses() {
        return misses.sum();
    }

    /** How many look-ups were given up since the answer took too long. */
    public long timeouts() {
        return timeouts.sum();
    }

    /** How many look-ups and writes failed, timeouts aside. */
    public long failures() {
        return failures.sum();
    }

    /** How many look-ups were not tried, since the store had failed shortly before. */
    public long skipped() {
        return skipped.sum();
    }

    /** How many sessions the store has confirmed. */
    public long stored() {
        return stored.sum();
    }

    /** How many writes and removals were not tried, since the store had failed or too many were on their way. */
    public long dropped() {
        return dropped.sum();
    }

    /** All counters in one line. */
    @Override
    public String toString() {
        return "hits " + hits + ", misses " + misses + ", timed out " + timeouts + ", failed " + failures + ", skipped "
                + skipped + ", stored " + stored + ", dropped " + dropped;
    }
}
