package io.tlsgauge.benchmarks.load;

import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Wakes each loop when an arrival of its own is due: a selector alone wakes at whole milliseconds, and one that polls
 * would take the processor from the server. While all loops are awake it rests, since they look for what is due
 * themselves: at high rates it would take a timer and two switches of threads from them for each arrival.
 */
final class Pacer {
    /** What the kernel adds to a thread's sleep. */
    private static final long SLACK_NANOS = 50_000;

    /** A loop that falls asleep ends the rest; this is for none that is told too late to stop. */
    private static final long REST_NANOS = 100_000_000;

    private final Schedule schedule;
    private final List<LoadLoop> loops;
    private final long startNanos;
    private volatile Thread thread;
    private volatile boolean resting;
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
        LockSupport.unpark(thread);
    }

    /** A loop is about to sleep, and says so already; called by its thread. */
    void loopSleeps() {
        if (resting) {
            LockSupport.unpark(thread);
        }
    }

    void run() {
        thread = Thread.currentThread();
        for (; !stopping && schedule.hasNext(); schedule.advance()) {
            long due = startNanos + schedule.dueNanos();
            for (long left = due - System.nanoTime(); left > 0 && !stopping; left = due - System.nanoTime()) {
                LockSupport.parkNanos(Math.max(1, left - SLACK_NANOS));
            }
            loops.get((int) (schedule.number() % loops.size())).wakeFor(schedule.dueNanos());
            restWhileAllAreAwake();
        }
        loops.forEach(LoadLoop::wake);
    }

    /** A loop says that it sleeps before it asks whether this rests, and this the other way round: no sleep is missed. */
    private void restWhileAllAreAwake() {
        if (anyIsAsleep()) {
            return;
        }
        resting = true;
        while (!stopping && !anyIsAsleep()) {
            LockSupport.parkNanos(this, REST_NANOS);
        }
        resting = false;
    }

    private boolean anyIsAsleep() {
        for (LoadLoop loop : loops) {
            if (loop.isAsleep()) {
                return true;
            }
        }
        return false;
    }
}
