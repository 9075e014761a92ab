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
    private Optional<RecordCipherProvider> ciphers = Optional.empty();

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

    @Override
    public synchronized Optional<RecordCipherProvider> cipher() {
        if (ciphers.isEmpty()) {
            ciphers = Optional.of(new SlowedCiphers(Crypto.of("jdk").cipher(), this::delayNanos));
        }
        return ciphers;
    }
}
