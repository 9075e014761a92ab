package io.tlsgauge.benchmarks.transport;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads that do the costly work of full handshakes, such as RSA, and the work that waits for them. Its bound is
 * what keeps a server that is asked for more than it can do from collapsing: handshakes that wait longer than their
 * clients do are work for nobody. It is for the first work of a handshake alone: to refuse one for its second would
 * throw away what was done already, the more of it the greater the load.
 */
final class HandshakeWorkers implements AutoCloseable {
    private final ThreadPoolExecutor threads;
    private final int mostWaiting;

    /**
     * @param mostWaiting how much work may wait before no handshake begins its own, at least 1
     */
    HandshakeWorkers(int threadCount, int mostWaiting) {
        this.mostWaiting = mostWaiting;
        AtomicInteger number = new AtomicInteger();
        threads = new ThreadPoolExecutor(
                threadCount, threadCount, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, "tlsgauge-rsa-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
    }

    /** Has the first task of a handshake run; gives false if it is not, since too much waits. */
    synchronized boolean offer(Runnable task) {
        return waiting() < mostWaiting && goOn(task);
    }

    /** Has a further task of a handshake run, whatever waits; gives false if it is not, since the server ends. */
    boolean goOn(Runnable task) {
        try {
            threads.execute(task);
            return true;
        } catch (RejectedExecutionException e) {
            return false;
        }
    }

    /** How many tasks wait for a thread. */
    int waiting() {
        return threads.getQueue().size();
    }

    /** Forgets what waits. */
    @Override
    public void close() {
        threads.shutdownNow();
    }
}
