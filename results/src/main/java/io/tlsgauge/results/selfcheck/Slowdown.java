package io.tlsgauge.results.selfcheck;

import java.util.Optional;

/** How the engine is slowed on purpose, by the provider of record ciphers that its forks are given. */
public enum Slowdown {
    /** Not at all. */
    NONE("none", "jdk"),
    /** Every handshake takes 3 % more time. */
    THREE_PERCENT("3 %", "slowed-by-3-percent"),
    /** Every handshake takes 50 microseconds more. */
    FIFTY_MICROS("50 µs", "slowed-by-50-micros");

    private final String words;
    private final String cipherProvider;

    Slowdown(String words, String cipherProvider) {
        this.words = words;
        this.cipherProvider = cipherProvider;
    }

    /** As it is printed. */
    public String words() {
        return words;
    }

    /** The name of the provider that does it. */
    public String cipherProvider() {
        return cipherProvider;
    }

    /** What a benchmark's parameter {@code provider} is given. */
    public String provider() {
        return this == NONE ? cipherProvider : "rsa=jdk,prf=jdk,cipher=" + cipherProvider;
    }

    static Optional<Slowdown> of(String provider) {
        for (Slowdown slowdown : values()) {
            if (slowdown.provider().equals(provider)) {
                return Optional.of(slowdown);
            }
        }
        return Optional.empty();
    }
}
