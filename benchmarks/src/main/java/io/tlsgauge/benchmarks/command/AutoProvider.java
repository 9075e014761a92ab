package io.tlsgauge.benchmarks.command;

import io.tlsgauge.engine.crypto.CipherSuite;
import io.tlsgauge.engine.crypto.Crypto;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A choice of providers that may have been left to a calibration.
 *
 * @param crypto the providers by their names
 * @param pick what is said of a choice that was made here
 */
record AutoProvider(Crypto crypto, Optional<String> pick) {
    /**
     * The providers that {@code specification} names; for {@code auto} the fastest mix here.
     *
     * @param suites those that are to be spoken, the most wanted first
     * @throws IllegalArgumentException as {@link Crypto#of}
     */
    static AutoProvider of(String specification, List<CipherSuite> suites) {
        if (!Crypto.isAuto(specification)) {
            return new AutoProvider(Crypto.of(specification), Optional.empty());
        }
        long start = System.nanoTime();
        Crypto picked = Crypto.auto(suites);
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        return new AutoProvider(picked, Optional.of("provider auto: picked " + picked + " in " + millis + " ms"));
    }

    /** Its name or mix, having said what was picked. */
    String told() {
        pick.ifPresent(System.err::println);
        return crypto.toString();
    }
}
