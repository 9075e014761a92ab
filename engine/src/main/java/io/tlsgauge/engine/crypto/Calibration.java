package io.tlsgauge.engine.crypto;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Finds the fastest provider for each part of the cryptography on this machine and JVM, by a {@link Contest} for each.
 *
 * <p>It takes part who has the part here, and whose every result is right; who is missing, cannot be loaded or errs
 * is never picked. A change from the first provider, the JDK, must be worth it.
 *
 * <p>This is the one place of the engine that reads a clock of its own: it measures. It does so where {@code auto} is
 * asked for, before there is any connection.
 */
final class Calibration {
    private static final String JDK = "jdk";

    /** For what big numbers take: native code, or a few loops that the compiler finds soon. */
    private static final Contest.Length SHORT = Contest.Length.ofMillis(15, 40);

    /** For what hangs on many small methods being compiled. */
    private static final Contest.Length LONG = Contest.Length.ofMillis(30, 100);

    private final Collection<CryptoProvider> providers;
    private final List<CipherSuite> suites;
    private final CalibrationWork work;

    /**
     * @param providers who may be picked, the one that is preferred among equals first
     * @param suites what is to be spoken; the first of them is timed
     */
    Calibration(Collection<CryptoProvider> providers, List<CipherSuite> suites) {
        this.providers = List.copyOf(providers);
        this.suites = List.copyOf(suites);
        this.work = new CalibrationWork(suites.get(0));
    }

    /** The mix of the fastest, as {@link Crypto#of} takes it. */
    String mix() {
        return "rsa=" + fastest(SHORT, CryptoProvider::rsa, work::rsa)
                + ",prf=" + fastestDigests()
                + ",cipher=" + fastest(LONG, this::cipher, work::cipher)
                + ",agreement=" + fastest(LONG, CryptoProvider::agreement, work::agreement)
                + ",signature=" + fastest(SHORT, CryptoProvider::signature, work::signature);
    }

    /**
     * The JDK's digests, where its compiler makes the processor's own SHA instructions of them: all others use the
     * same, and pay for the way into native code on every short input. No contest shows that in time: measured here,
     * a dozen digests of a block take the JDK 600 µs at first, 7 µs after 100 ms, and 2 µs when its compiler has done
     * its best, after half a second or more; native code takes 2 µs from the first, and twice that with the copies
     * of digests that the PRF makes.
     */
    private String fastestDigests() {
        return Intrinsics.compilesDigests()
                        && providers.stream()
                                .anyMatch(provider -> provider.name().equals(JDK)
                                        && provider.prf().isPresent())
                ? JDK
                : fastest(LONG, CryptoProvider::prf, work::prf);
    }

    private <T> String fastest(
            Contest.Length length, Function<CryptoProvider, Optional<T>> part, Function<T, Contest.Work> toWork) {
        Contest contest = new Contest(length);
        for (CryptoProvider provider : providers) {
            part.apply(provider).ifPresent(able -> contest.enter(provider.name(), () -> toWork.apply(able)));
        }
        return contest.winner();
    }

    /** A provider's record ciphers, where none of the suites is lost with them that another provider could speak. */
    private Optional<RecordCipherProvider> cipher(CryptoProvider provider) {
        return provider.cipher().filter(ciphers -> spoken().stream().allMatch(ciphers::supports));
    }

    /** The suites for which a provider has all; else those that the preferred one has. */
    private List<CipherSuite> spoken() {
        List<RecordCipherProvider> all = new ArrayList<>();
        providers.forEach(provider -> provider.cipher().ifPresent(all::add));
        boolean together = all.stream().anyMatch(ciphers -> suites.stream().allMatch(ciphers::supports));
        return together ? suites : suites.stream().filter(all.get(0)::supports).toList();
    }
}
