package io.tlsgauge.engine.session;

import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tlsgauge.engine.crypto.Aead;
import io.tlsgauge.engine.crypto.Crypto;
import io.tlsgauge.engine.crypto.FastKeyErasureRandom;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TicketCiphersTest {
    private final TicketCiphers ciphers = new TicketCiphers(
            Crypto.of("jdk").cipher(), Aead.Direction.OPEN, new FastKeyErasureRandom().generateSeed(32));

    @Test
    void threadsOneAfterAnotherShareCiphersThoughEachIsNew() throws InterruptedException {
        List<TicketCiphers.Lent> seen = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            Thread thread = new Thread(() -> {
                TicketCiphers.Lent lent = ciphers.borrow().orElseThrow();
                seen.add(lent);
                ciphers.giveBack(lent);
            });
            thread.start();
            thread.join();
        }
        long made = seen.stream().distinct().count();
        int places = Math.max(4, 4 * Runtime.getRuntime().availableProcessors());
        assertTrue(made <= places, made + " ciphers were made");
    }

    @Test
    void borrowedCipherIsNobodyElses() {
        TicketCiphers.Lent first = ciphers.borrow().orElseThrow();
        TicketCiphers.Lent second = ciphers.borrow().orElseThrow();
        ciphers.giveBack(first);

        assertSame(first, ciphers.borrow().orElseThrow());
        assertTrue(first != second);
    }

    @Test
    void cipherThatWasLentOftenMakesRoomForANewOne() {
        TicketCiphers.Lent first = ciphers.borrow().orElseThrow();
        ciphers.giveBack(first);
        int times = 1;
        for (TicketCiphers.Lent lent = first; lent == first; times++) {
            lent = ciphers.borrow().orElseThrow();
            ciphers.giveBack(lent);
            assertTrue(times <= 10_000, "the first cipher was lent " + times + " times");
        }
        assertTrue(times > 1000, "after " + times + " times the first cipher was gone");
    }

    @Test
    void nothingIsLentOnceTheKeyIsGoneAndWhatWasLentIsNotKept() {
        TicketCiphers.Lent lent = ciphers.borrow().orElseThrow();
        ciphers.giveBack(ciphers.borrow().orElseThrow());
        ciphers.close();
        ciphers.giveBack(lent);

        assertTrue(ciphers.isClosed());
        assertTrue(ciphers.borrow().isEmpty());
    }
}
