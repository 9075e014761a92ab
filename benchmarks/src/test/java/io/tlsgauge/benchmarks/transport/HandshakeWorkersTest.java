package io.tlsgauge.benchmarks.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class HandshakeWorkersTest {
    @Test
    void fullQueueRefusesTheFirstWorkOfAHandshakeAndTakesTheRestOfOthers() throws Exception {
        try (HandshakeWorkers workers = new HandshakeWorkers(1, 1)) {
            CountDownLatch begun = new CountDownLatch(1);
            CountDownLatch goesOn = new CountDownLatch(1);
            CountDownLatch done = new CountDownLatch(2);
            assertTrue(workers.offer(() -> {
                begun.countDown();
                try {
                    goesOn.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }));
            begun.await();
            assertTrue(workers.offer(done::countDown));

            assertFalse(workers.offer(done::countDown));
            assertTrue(workers.goOn(done::countDown));

            assertEquals(2, workers.waiting());
            goesOn.countDown();
            assertTrue(done.await(30, TimeUnit.SECONDS));
            assertTrue(workers.offer(() -> {}));
        }
    }

    @Test
    void nothingIsTakenOnceTheServerEnds() {
        HandshakeWorkers workers = new HandshakeWorkers(1, 1);
        workers.close();

        assertFalse(workers.offer(() -> {}));
        assertFalse(workers.goOn(() -> {}));
    }
}
