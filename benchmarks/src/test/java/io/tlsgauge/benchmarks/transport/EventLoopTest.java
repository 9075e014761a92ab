package io.tlsgauge.benchmarks.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class EventLoopTest {
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final ServerLimits LIMITS = new ServerLimits(1, 10, 10, LONG, LONG);

    @Test
    void connectionThatCannotBeMadeEndsAloneAndTheLoopGoesOn() throws Exception {
        List<Throwable> failures = new CopyOnWriteArrayList<>();
        CountDownLatch noted = new CountDownLatch(2);
        try (HandshakeWorkers workers = new HandshakeWorkers(1, 1)) {
            // Without a configuration no connection can be made.
            EventLoop loop = new EventLoop(
                    null, LIMITS, new ServerCounters(), workers, note -> noted.countDown(), failures::add);
            Thread thread = new Thread(loop);
            thread.start();

            try (SocketChannel one = SocketChannel.open();
                    SocketChannel other = SocketChannel.open()) {
                loop.adopt(one);
                loop.adopt(other);
                assertTrue(noted.await(30, TimeUnit.SECONDS));
                assertFalse(one.isOpen());
            }
            loop.stop();
            thread.join(TimeUnit.SECONDS.toMillis(30));

            assertFalse(thread.isAlive());
            assertEquals(List.of(), failures);
        }
    }

    @Test
    void loopThatEndsUnaskedSaysWhy() throws Exception {
        List<Throwable> failures = new CopyOnWriteArrayList<>();
        try (HandshakeWorkers workers = new HandshakeWorkers(1, 1)) {
            // One who takes notes and fails at it fails the loop.
            EventLoop loop = new EventLoop(
                    null,
                    LIMITS,
                    new ServerCounters(),
                    workers,
                    note -> {
                        throw new IllegalStateException(note);
                    },
                    failures::add);
            try (SocketChannel channel = SocketChannel.open()) {
                loop.adopt(channel);
                loop.run();
            }

            assertEquals(1, failures.size());
        }
    }
}
