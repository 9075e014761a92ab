package io.tlsgauge.benchmarks.measurement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TurnsTest {
    private static final int FORKS = 3;
    private static final int ITERATIONS = 20;

    private final List<Integer> order = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger measuring = new AtomicInteger();

    @Test
    void oneMeasuresAtATimeAndEachHasItsIterationEveryTimeRound() throws Exception {
        try (Turns turns = new Turns(FORKS, 1)) {
            run(turns, List.of(ITERATIONS, ITERATIONS, ITERATIONS));
        }

        assertEquals(FORKS * ITERATIONS, order.size());
        for (int round = 0; round < ITERATIONS; round++) {
            assertEquals(FORKS, new HashSet<>(order.subList(round * FORKS, (round + 1) * FORKS)).size());
        }
        assertTrue(distinctOrders() > 1, order.toString());
    }

    @Test
    void forksThatEndOrNeverComeHoldNobodyUp() throws Exception {
        try (Turns turns = new Turns(FORKS + 1, 1)) {
            turns.leave(FORKS);
            run(turns, List.of(1, ITERATIONS, ITERATIONS));
        }

        assertEquals(1 + 2 * ITERATIONS, order.size());
    }

    private long distinctOrders() {
        return IntStream.range(0, ITERATIONS)
                .mapToObj(round -> List.copyOf(order.subList(round * FORKS, (round + 1) * FORKS)))
                .distinct()
                .count();
    }

    private void run(Turns turns, List<Integer> iterations) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(iterations.size());
        List<Callable<Void>> forks = new ArrayList<>();
        for (int i = 0; i < iterations.size(); i++) {
            int fork = i;
            forks.add(() -> {
                measure(turns.address(fork), fork, iterations.get(fork));
                return null;
            });
        }
        for (Future<Void> ended : threads.invokeAll(forks)) {
            ended.get();
        }
        threads.shutdown();
    }

    /** What {@link TurnProfiler} says, from inside a fork. */
    private void measure(String address, int fork, int iterations) throws Exception {
        int port = Integer.parseInt(address.split("/")[0]);
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write(fork);
            for (int i = 0; i < iterations; i++) {
                socket.getOutputStream().write(Turns.READY);
                assertEquals(Turns.GO, socket.getInputStream().read());
                assertEquals(1, measuring.incrementAndGet());
                order.add(fork);
                measuring.decrementAndGet();
                socket.getOutputStream().write(Turns.DONE);
            }
        }
    }
}
