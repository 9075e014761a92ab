package io.tlsgauge.benchmarks.measurement;

import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One setting that is measured.
 *
 * @param benchmark a regular expression that finds the benchmark method's full name
 * @param threads the number of benchmark threads
 * @param params the benchmark's parameters, by name; those not given take the benchmark's defaults
 */
public record Trial(String benchmark, int threads, Map<String, String> params) {
    private static final String FULL = "FULL";
    private static final String HANDSHAKE = "handshake";
    private static final String SOCKET = "SocketHandshakeBenchmark";
    private static final Pattern NAME = Pattern.compile("(\\w+Benchmark)(?:\\W+(\\w+))?");

    public Trial {
        Objects.requireNonNull(benchmark, "benchmark");
        params = Map.copyOf(params);
    }

    /** With what it is measured side by side: its kind of handshake; what has none, as RSA, is a part of full ones. */
    String company() {
        return params.getOrDefault("kind", FULL);
    }

    /**
     * Whether its company is that of full handshakes. All of a company warm up for as long: turns are taken from the
     * first iteration on, and one that was measured while the others still warm up would be beside none of them.
     */
    boolean isFull() {
        return company().equals(FULL);
    }

    /** How many virtual machines a fork of it is. */
    int processes() {
        return benchmark.contains(SOCKET) ? 2 : 1;
    }

    /** The class, and the method where it is not what all handshakes are measured by. */
    private String name() {
        Matcher named = NAME.matcher(benchmark);
        if (!named.find()) {
            return "";
        }
        boolean other = named.group(2) != null && !HANDSHAKE.equals(named.group(2));
        return named.group(1) + (other ? "." + named.group(2) : "") + ", ";
    }

    /** As in {@code HandshakeBenchmark, FULL, jdk, TLS_RSA_WITH_AES_128_GCM_SHA256, 2 threads}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(name());
        for (String name : new String[] {"kind", "peer", "provider", "suite"}) {
            if (params.containsKey(name)) {
                text.append(params.get(name)).append(", ");
            }
        }
        if (params.containsKey("busyPercent")) {
            text.append(params.get("busyPercent")).append(" % busy, ");
        }
        return text.append(threads)
                .append(threads == 1 ? " thread" : " threads")
                .toString();
    }
}
