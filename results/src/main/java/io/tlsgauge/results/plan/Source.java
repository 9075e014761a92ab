package io.tlsgauge.results.plan;

/** Where the times of a server's part of a handshake were taken from, the best first. */
public enum Source {
    /** Each handshake of the server alone was timed. */
    SERVER_ALONE("ServerHandshakeBenchmark", "the server alone"),
    /** Client and server were timed together; the times are scaled to the share that the server has of all. */
    SHARE_OF_BOTH("HandshakeBenchmark", "client and server together, scaled by the server's share");

    private final String benchmark;
    private final String words;

    Source(String benchmark, String words) {
        this.benchmark = benchmark;
        this.words = words;
    }

    String benchmark() {
        return benchmark;
    }

    /** For people. */
    public String words() {
        return words;
    }
}
