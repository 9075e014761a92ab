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
        List<Aead> seen = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            Thread thread = new Thread(() -> {
                Aead cipher = ciphers.borrow().orElseThrow();
                seen.add(cipher);
                ciphers.giveBack(cipher);
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
        Aead first = ciphers.borrow().orElseThrow();
        Aead second = ciphers.borrow().orElseThrow();
        ciphers.giveBack(first);

        assertSame(first, ciphers.borrow().orElseThrow());
        assertTrue(first != second);
    }

    @Test
    void nothingIsLentOnceTheKeyIsGoneAndWhatWasLentIsNotKept() {
        Aead lent = ciphers.borrow().orElseThrow();
        ciphers.giveBack(ciphers.borrow().orElseThrow());
        ciphers.close();
        ciphers.giveBack(lent);

        assertTrue(ciphers.isClosed());
        assertTrue(ciphers.borrow().isEmpty());
    }
}
