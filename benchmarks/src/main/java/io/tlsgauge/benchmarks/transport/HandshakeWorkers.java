package io.tlsgauge.benchmarks.transport;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads that do the costly work of full handshakes, such as RSA, and the work that waits for them. Its bound is
 * what keeps a server that is asked for more than it can do from collapsing: handshakes that wait longer than their
 * clients do are work for nobody.
 */
final class HandshakeWorkers implements AutoCloseable {
    private final ThreadPoolExecutor threads;

    /**
     * @param mostWaiting how much work may wait, at least 1
     */
    HandshakeWorkers(int threadCount, int mostWaiting) {
        AtomicInteger number = new AtomicInteger();
        threads = new ThreadPoolExecutor(
                threadCount, threadCount, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(mostWaiting), task -> {
                    Thread thread = new Thread(task, "tlsgauge-rsa-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
    }

    /** Has a task run; gives false if it is not, since too much waits. */
    boolean offer(Runnable task) {
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
