package io.tlsgauge.benchmarks.measurement;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;

/** Tells on standard error what is being measured and the time left: one rewritten line, or a line a fork. */
public final class Progress {
    private static final Duration FORK_START = Duration.ofMillis(1_500);

    private final PrintStream out;
    private final boolean rewriting;
    private final long started = System.nanoTime();
    private int forks;
    private int finished;
    /** As planned, of what is left and of what is done. */
    private Duration left = Duration.ZERO;

    private Duration done = Duration.ZERO;
    private Duration underWay = Duration.ZERO;
    private long forkStarted;
    private String current = "";
    private int width;

    /**
     * @param out where it is told
     * @param rewriting whether {@code out} is a terminal, on which a line can be rewritten
     */
    public Progress(PrintStream out, boolean rewriting) {
        this.out = out;
        this.rewriting = rewriting;
    }

    /** @param forkTimes of each fork, without its start */
    void plan(List<Duration> forkTimes) {
        forks = forkTimes.size();
        left = whole(forkTimes);
        out.println(forks + " forks, about " + words(left));
    }

    /** Forks more than planned. */
    void more(int count) {
        if (forks > 0) {
            left = left.plus(left.plus(done).dividedBy(forks).multipliedBy(count));
        }
        forks += count;
    }

    /** @param forkTimes of each that starts now, without its start */
    void startForks(String trial, List<Duration> forkTimes) {
        forkStarted = System.nanoTime();
        underWay = whole(forkTimes);
        current = "[" + (finished + 1) + "/" + forks + "] " + trial;
        if (rewriting) {
            step("starting");
        } else {
            out.println(current + "; " + timeLeft() + " left");
        }
    }

    synchronized void step(String what) {
        if (rewriting) {
            rewrite(current + ": " + what + "; " + timeLeft() + " left");
        }
    }

    void endForks(int count) {
        finished += count;
        done = done.plus(underWay);
        left = left.minus(underWay);
        underWay = Duration.ZERO;
    }

    /** Leaves the terminal's line free for what comes. */
    void end() {
        if (rewriting) {
            rewrite("");
            out.print('\r');
            out.flush();
        }
    }

    /** Tells something that stays. */
    void tell(String line) {
        end();
        out.println(line);
    }

    private void rewrite(String line) {
        out.print("\r" + line + " ".repeat(Math.max(0, width - line.length())));
        out.flush();
        width = line.length();
    }

    /** As long as is planned, by how much longer than planned it took so far. */
    private String timeLeft() {
        double scale = done.isZero() ? 1 : (forkStarted - started) / (double) done.toNanos();
        double gone = Math.min(System.nanoTime() - forkStarted, scale * underWay.toNanos());
        return words(Duration.ofNanos((long) Math.max(0, scale * left.toNanos() - gone)));
    }

    private static Duration whole(List<Duration> forkTimes) {
        return forkTimes.stream().reduce(FORK_START.multipliedBy(forkTimes.size()), Duration::plus);
    }

    private static String words(Duration time) {
        return time.toMinutes() > 0
                ? time.toMinutes() + " min " + time.toSecondsPart() + " s"
                : time.toSeconds() + " s";
    }
}
