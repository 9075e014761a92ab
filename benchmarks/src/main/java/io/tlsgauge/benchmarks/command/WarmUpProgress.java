package io.tlsgauge.benchmarks.command;

import io.tlsgauge.benchmarks.load.LiveCounters;
import io.tlsgauge.benchmarks.load.LoadGenerator;
import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Tells how clients get their sessions, where that takes its time, and ends it where they get none. */
final class WarmUpProgress implements LoadGenerator.Companion {
    private static final int MOST_FAILED_IN_A_ROW = 100;
    private static final long FIRST_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final long NEXT_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final PrintStream out;
    private final int clients;
    private long next = System.nanoTime() + FIRST_NANOS;

    WarmUpProgress(PrintStream out, int clients) {
        this.out = out;
        this.clients = clients;
    }

    @Override
    public boolean goesOn(LiveCounters live) {
        long now = System.nanoTime();
        if (now - next >= 0) {
            next = now + NEXT_NANOS;
            out.printf(
                    Locale.ROOT,
                    "clients get their sessions: %,d of %,d have come, %,d failed%n",
                    live.doneCount(),
                    clients,
                    live.failedCount());
        }
        return live.failedInARow() < MOST_FAILED_IN_A_ROW;
    }
}
