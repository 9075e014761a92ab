package io.tlsgauge.results.peers;

import java.util.Locale;

/** What the engine is to reach beside its peers, and beside its own cryptography. */
enum Goal {
    RESUMPTION_AND_PEERS("resumption against the best peer", true, Unit.RATIO, 2.5, 3.5),
    RESUMPTION_AND_FLOOR("resumption against the floor", true, Unit.PERCENT, 0.60, 0.80),
    FULL_AND_PEERS("full handshake against the best peer, and against JSSE", true, Unit.RATIO, 1.0, 1.05),
    FULL_AND_FLOOR("full handshake against the floor", true, Unit.PERCENT, 0.94, 0.97),
    SERVER_AND_RSA("server's full handshake over the bare RSA private operation", false, Unit.RATIO, 1.06, 1.03),
    ALLOCATION("bytes allocated by a resumption beyond the floor's", false, Unit.BYTES, 4096, 1024),
    TWO_THREADS("two threads against one", true, Unit.RATIO, 1.9, 1.97),
    SSL_ENGINE("own SSLEngine against the bare engine", true, Unit.RATIO, 0.85, 0.95),
    SSL_ENGINE_AND_PEERS("own SSLEngine against the best peer", true, Unit.RATIO, 1.0, 1.05);

    private enum Unit {
        RATIO,
        PERCENT,
        BYTES
    }

    private final String text;
    private final boolean atLeast;
    private final Unit unit;
    private final double reach;
    private final double aim;

    Goal(String text, boolean atLeast, Unit unit, double reach, double aim) {
        this.text = text;
        this.atLeast = atLeast;
        this.unit = unit;
        this.reach = reach;
        this.aim = aim;
    }

    double reach() {
        return reach;
    }

    double aim() {
        return aim;
    }

    /** Whether {@code value} is as good as {@code bound}. */
    boolean meets(double value, double bound) {
        return atLeast ? value >= bound : value <= bound;
    }

    /** A bound as in {@code >= 2.50}. */
    String bound(double value) {
        return (atLeast ? ">= " : "<= ")
                + (unit == Unit.RATIO ? String.format(Locale.ROOT, "%,.2f", value) : figure(value));
    }

    /** A value as in {@code 2.500}, with a place more than its bound has; {@code 60.0 %} or {@code 4,096 B}. */
    String figure(double value) {
        return switch (unit) {
            case RATIO -> String.format(Locale.ROOT, "%,.3f", value);
            case PERCENT -> String.format(Locale.ROOT, "%,.1f %%", value * 100);
            case BYTES -> String.format(Locale.ROOT, "%,.0f B", value);
        };
    }

    /** As in the table's first column. */
    @Override
    public String toString() {
        return text;
    }
}
