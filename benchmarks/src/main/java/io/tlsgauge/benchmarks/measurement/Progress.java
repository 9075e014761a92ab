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
    private Duration forkTime = Duration.ZERO;
    private int finished;
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
        Duration whole = forkTimes.stream().reduce(FORK_START.multipliedBy(forks), Duration::plus);
        forkTime = forks == 0 ? Duration.ZERO : whole.dividedBy(forks);
        out.println(forks + " forks, about " + words(whole));
    }

    /** Forks more than planned. */
    void more(int count) {
        forks += count;
    }

    void startForks(String trial) {
        forkStarted = System.nanoTime();
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
        forkTime = Duration.ofNanos(System.nanoTime() - started).dividedBy(finished);
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

    private String timeLeft() {
        Duration fork = Duration.ofNanos(System.nanoTime() - forkStarted);
        Duration left = forkTime.multipliedBy(forks - finished).minus(fork.compareTo(forkTime) < 0 ? fork : forkTime);
        return words(left);
    }

    private static String words(Duration time) {
        return time.toMinutes() > 0
                ? time.toMinutes() + " min " + time.toSecondsPart() + " s"
                : time.toSeconds() + " s";
    }
}
