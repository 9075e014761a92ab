package io.tlsgauge.benchmarks.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
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
    void loopWithConnectionsThatItHasNotTakenOverYetDoesNotKeepUp() throws Exception {
        try (HandshakeWorkers workers = new HandshakeWorkers(1, 1)) {
            EventLoop loop = new EventLoop(null, LIMITS, new ServerCounters(), workers, note -> {}, failure -> {});
            assertTrue(loop.keepsUp());
            List<SocketChannel> channels = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                channels.add(SocketChannel.open());
                loop.adopt(channels.get(i));
            }
            assertFalse(loop.keepsUp());

            Thread thread = new Thread(loop);
            thread.start();
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
            while (!loop.keepsUp() && System.nanoTime() - deadline < 0) {
                Thread.onSpinWait();
            }
            loop.stop();
            thread.join(TimeUnit.SECONDS.toMillis(30));

            assertTrue(loop.keepsUp());
            for (SocketChannel channel : channels) {
                channel.close();
            }
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
