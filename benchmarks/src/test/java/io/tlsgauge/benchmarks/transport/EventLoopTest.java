package io.tlsgauge.benchmarks.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
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
    void loopWithConnectionsThatItHasNotTakenOverYetHasNoRoom() throws Exception {
        try (HandshakeWorkers workers = new HandshakeWorkers(1, 1)) {
            EventLoop loop = new EventLoop(null, LIMITS, new ServerCounters(), workers, note -> {}, failure -> {});
            assertTrue(loop.hasRoom());
            List<SocketChannel> channels = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                channels.add(SocketChannel.open());
                loop.adopt(channels.get(i));
            }
            assertFalse(loop.hasRoom());

            Thread thread = new Thread(loop);
            thread.start();
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
            while (!loop.hasRoom() && System.nanoTime() - deadline < 0) {
                Thread.onSpinWait();
            }
            loop.stop();
            thread.join(TimeUnit.SECONDS.toMillis(30));

            assertTrue(loop.hasRoom());
            assertTrue(channels.stream().noneMatch(SocketChannel::isOpen), "without a configuration none is kept");
        }
    }

    @Test
    void connectionsThatWaitToBeTakenOverAreClosedWithTheLoop() throws Exception {
        ServerCounters counters = new ServerCounters();
        try (HandshakeWorkers workers = new HandshakeWorkers(1, 1);
                SocketChannel before = SocketChannel.open();
                SocketChannel after = SocketChannel.open()) {
            EventLoop loop = new EventLoop(null, LIMITS, counters, workers, note -> {}, failure -> {});
            assertTrue(counters.tryOpen(2) && counters.tryOpen(2));
            loop.adopt(before);
            loop.stop();
            loop.adopt(after);
            loop.run();

            assertFalse(before.isOpen() || after.isOpen());
            assertEquals(0, counters.open());
        }
    }

    @Test
    void doorIsTriedAgainWhereNobodyCouldBeLetIn() throws Exception {
        CountDownLatch tried = new CountDownLatch(2);
        CountDownLatch noted = new CountDownLatch(1);
        List<Throwable> failures = new CopyOnWriteArrayList<>();
        try (HandshakeWorkers workers = new HandshakeWorkers(1, 1);
                ServerSocketChannel listener = ServerSocketChannel.open()) {
            listener.bind(new InetSocketAddress("127.0.0.1", 0)).configureBlocking(false);
            EventLoop loop = new EventLoop(
                    null, LIMITS, new ServerCounters(), workers, note -> noted.countDown(), failures::add);
            loop.openDoor(listener, () -> {
                tried.countDown();
                throw new IOException("no descriptors");
            });
            Thread thread = new Thread(loop);
            thread.start();

            try (SocketChannel client = SocketChannel.open(listener.getLocalAddress())) {
                assertTrue(client.isConnected());
                assertTrue(noted.await(30, TimeUnit.SECONDS));
                assertTrue(tried.await(30, TimeUnit.SECONDS));
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
