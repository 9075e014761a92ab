package io.tlsgauge.benchmarks.command;

import io.tlsgauge.benchmarks.load.LiveCounters;
import io.tlsgauge.benchmarks.load.LoadGenerator;
import io.tlsgauge.benchmarks.load.ServerProcess;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** Tells on standard error how a load goes: a line a second, rewritten in a terminal. */
final class LoadProgress implements LoadGenerator.Companion {
    private static final int WIDTH = 100;

    /** What begins a storm. */
    @FunctionalInterface
    interface Act {
        /** @throws IOException if it can't be done */
        void run() throws IOException;
    }

    private final PrintStream out;
    private final boolean rewriting;
    private final Optional<Act> storm;
    private final Optional<ServerProcess> server;
    private final long started = System.nanoTime();
    private long told = started;
    private long lastStarted;
    private long lastDone;

    /**
     * @param rewriting whether {@code out} is a terminal
     * @param server whose processor time is told, where it is known
     */
    LoadProgress(PrintStream out, boolean rewriting, Optional<Act> storm, Optional<ServerProcess> server) {
        this.out = out;
        this.rewriting = rewriting;
        this.storm = storm;
        this.server = server;
    }

    @Override
    public boolean goesOn(LiveCounters live) {
        long now = System.nanoTime();
        if (now - told >= TimeUnit.SECONDS.toNanos(1)) {
            tell(live, now);
        }
        return true;
    }

    @Override
    public void stormBegins() throws IOException {
        if (storm.isPresent()) {
            storm.get().run();
        }
    }

    @Override
    public OptionalLong serverCpuMillis() {
        return server.map(ServerProcess::cpuMillis).orElse(OptionalLong.empty());
    }

    /** Leaves the terminal's line free for what comes. */
    void end() {
        if (rewriting) {
            out.print("\r" + " ".repeat(WIDTH) + "\r");
            out.flush();
        }
    }

    private void tell(LiveCounters live, long now) {
        double seconds = (now - told) / 1e9;
        long startedNow = live.startedCount();
        long doneNow = live.doneCount();
        Histogram latencies = live.takeLatencies();
        String line = String.format(
                Locale.ROOT,
                "%d s: %,.0f/s started, %,.0f/s done, p99 %.2f ms, %,d open, %,d failed, %,d refused",
                TimeUnit.NANOSECONDS.toSeconds(now - started),
                (startedNow - lastStarted) / seconds,
                (doneNow - lastDone) / seconds,
                latencies.getTotalCount() == 0 ? 0 : latencies.getValueAtPercentile(99) / 1e6,
                live.open(),
                live.failedCount(),
                live.refusedCount());
        told = now;
        lastStarted = startedNow;
        lastDone = doneNow;
        if (rewriting) {
            out.print("\r" + line + " ".repeat(Math.max(0, WIDTH - line.length())));
            out.flush();
        } else {
            out.println(line);
        }
    }
}
