package io.tlsgauge.benchmarks.selfcheck;

import io.tlsgauge.engine.crypto.Crypto;
import io.tlsgauge.engine.crypto.CryptoProvider;
import io.tlsgauge.engine.crypto.DigestProvider;
import io.tlsgauge.engine.crypto.RecordCipherProvider;
import io.tlsgauge.engine.crypto.RsaProvider;
import io.tlsgauge.results.selfcheck.Slowdown;
import java.util.Optional;
import java.util.function.LongUnaryOperator;

/** The JDK's record ciphers, slowed; nothing else. */
abstract class SlowedCryptoProvider implements CryptoProvider {
    private final Slowdown slowdown;
    private final LongUnaryOperator delay;
    private final ThreadLocal<long[]> lastDelay = ThreadLocal.withInitial(() -> new long[] {System.nanoTime()});

    SlowedCryptoProvider(Slowdown slowdown, LongUnaryOperator delay) {
        this.slowdown = slowdown;
        this.delay = delay;
    }

    /** How long a handshake is delayed whose side has worked so long. */
    long delayNanos(long worked) {
        return delay.applyAsLong(worked);
    }

    @Override
    public String name() {
        return slowdown.cipherProvider();
    }

    @Override
    public Optional<RsaProvider> rsa() {
        return Optional.empty();
    }

    @Override
    public Optional<DigestProvider> prf() {
        return Optional.empty();
    }

    /** Each time others, as the JDK's are: two sides that shared theirs would find key schedules made already. */
    @Override
    public Optional<RecordCipherProvider> cipher() {
        return Optional.of(new SlowedCiphers(Crypto.of("jdk").cipher(), this::delay));
    }

    /** Works, rather than waits: a thread that sleeps would leave the processor to others. */
    private void delay() {
        long[] last = lastDelay.get();
        long start = System.nanoTime();
        long nanos = delayNanos(start - last[0]);
        long now = start;
        while (now - start < nanos) {
            Thread.onSpinWait();
            now = System.nanoTime();
        }
        last[0] = now;
    }
}
