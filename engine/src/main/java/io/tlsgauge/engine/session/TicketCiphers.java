package io.tlsgauge.engine.session;

import io.tlsgauge.engine.crypto.Aead;
import io.tlsgauge.engine.crypto.RecordCipherProvider;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Ciphers of one direction under one ticket key, lent to whoever seals or opens a ticket.
 *
 * <p>They are kept because keying one costs as much as opening a ticket. They are not kept by thread: a
 * thread's would outlive the key until that thread happened to clean up, and every virtual thread would key its
 * own for one ticket. Instead there is a row of places, twice as many as processors and a cache line apart; a
 * thread looks at the place its ID points to and at a few after it. That takes no lock, and nobody else's cache
 * line as long as threads are no more than places.
 *
 * <p>{@link #close()} wipes the key and closes the ciphers that lie idle; one that is lent is closed when it
 * comes back. A cipher is made from the key under the same lock under which the key is wiped, so that none is
 * ever made from zeros. One that was lent often is not kept: each ticket's nonce is written into it, and what lives long
 * is dear to write to, as in the pool of the record ciphers.
 */
final class TicketCiphers {
    private static final int LOOKED_AT = 4;
    private static final int CACHE_LINE = 16;
    private static final int LENT_AT_MOST = 4096;

    private final RecordCipherProvider ciphers;
    private final Aead.Direction direction;
    private final byte[] key;
    private final int lastPlace;
    private final AtomicReferenceArray<Lent> idle;
    private volatile boolean closed;

    /** A cipher, and how often it was given back. */
    static final class Lent {
        private final Aead cipher;
        private int times;

        private Lent(Aead cipher) {
            this.cipher = cipher;
        }

        Aead cipher() {
            return cipher;
        }
    }

    /**
     * @param key 32 bytes, of which a copy is kept
     */
    TicketCiphers(RecordCipherProvider ciphers, Aead.Direction direction, byte[] key) {
        this.ciphers = ciphers;
        this.direction = direction;
        this.key = key.clone();
        int processors = Runtime.getRuntime().availableProcessors();
        int places = Math.max(LOOKED_AT, Integer.highestOneBit(2 * processors - 1) * 2);
        this.lastPlace = places - 1;
        this.idle = new AtomicReferenceArray<>(places * CACHE_LINE);
    }

    /** A cipher that is the caller's until it is given back, or empty where the key is gone. */
    Optional<Lent> borrow() {
        int home = home();
        for (int i = 0; i < LOOKED_AT; i++) {
            int place = place(home + i);
            if (idle.getPlain(place) != null) {
                Lent lent = idle.getAndSet(place, null);
                if (lent != null) {
                    return Optional.of(lent);
                }
            }
        }
        return make();
    }

    void giveBack(Lent lent) {
        if (++lent.times < LENT_AT_MOST && keep(lent)) {
            return;
        }
        lent.cipher.close();
    }

    /** Forgets the key; may be called again. */
    void close() {
        synchronized (this) {
            closed = true;
            Arrays.fill(key, (byte) 0);
        }
        for (int i = 0; i <= lastPlace; i++) {
            Lent lent = idle.getAndSet(place(i), null);
            if (lent != null) {
                lent.cipher.close();
            }
        }
    }

    boolean isClosed() {
        return closed;
    }

    /** Whether a place was found, and the key is not gone. */
    private boolean keep(Lent lent) {
        int home = home();
        for (int i = 0; i < LOOKED_AT; i++) {
            int place = place(home + i);
            if (idle.compareAndSet(place, null, lent)) {
                return !closed || !idle.compareAndSet(place, lent, null);
            }
        }
        return false;
    }

    private synchronized Optional<Lent> make() {
        return closed ? Optional.empty() : Optional.of(new Lent(ciphers.newAesGcm(direction, key)));
    }

    private int place(int number) {
        return (number & lastPlace) * CACHE_LINE;
    }

    private static int home() {
        return (int) Thread.currentThread().getId();
    }
}
