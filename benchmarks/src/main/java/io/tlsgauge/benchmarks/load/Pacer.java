package io.tlsgauge.benchmarks.load;

import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Wakes each loop when an arrival of its own is due: a selector alone wakes at whole milliseconds, and one that polls
 * would take the processor from the server.
 */
final class Pacer {
    /** What the kernel adds to a thread's sleep. */
    private static final long SLACK_NANOS = 50_000;

    private final Schedule schedule;
    private final List<LoadLoop> loops;
    private final long startNanos;
    private volatile boolean stopping;

    /** @param schedule of all arrivals */
    Pacer(Schedule schedule, List<LoadLoop> loops, long startNanos) {
        this.schedule = schedule;
        this.loops = loops;
        this.startNanos = startNanos;
    }

    /** Ends it; called by any thread. */
    void stop() {
        stopping = true;
    }

    void run() {
        for (; !stopping && schedule.hasNext(); schedule.advance()) {
            long due = startNanos + schedule.dueNanos();
            for (long left = due - System.nanoTime(); left > 0 && !stopping; left = due - System.nanoTime()) {
                LockSupport.parkNanos(Math.max(1, left - SLACK_NANOS));
            }
            loops.get((int) (schedule.number() % loops.size())).wake();
        }
        loops.forEach(LoadLoop::wake);
    }
}
