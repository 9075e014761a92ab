package io.tlsgauge.engine.crypto.jca;

import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.Security;
import java.util.concurrent.atomic.AtomicReference;
import javax.crypto.Cipher;
import org.junit.jupiter.api.Test;

class CipherPoolTest {
    private final CipherPool pool = new CipherPool("AES/GCM/NoPadding", Security.getProvider("SunJCE"));

    @Test
    void threadGetsBackWhatItGaveAndNobodyElseDoes() throws InterruptedException {
        Cipher first = pool.take();
        assertNotSame(first, pool.take());
        pool.giveBack(first);
        AtomicReference<Cipher> others = new AtomicReference<>();
        Thread other = new Thread(() -> others.set(pool.take()));
        other.start();
        other.join();

        assertNotSame(first, others.get());
        assertSame(first, pool.take());
    }

    @Test
    void cipherThatWasTakenOftenMakesRoomForANewOne() {
        Cipher first = pool.take();
        pool.giveBack(first);
        int times = 1;
        for (Cipher taken = first; taken == first; times++) {
            taken = pool.take();
            pool.giveBack(taken);
            assertTrue(times <= 10_000, "the first cipher was taken " + times + " times");
        }
        assertTrue(times > 1000, "after " + times + " times the first cipher was gone");
    }
}
