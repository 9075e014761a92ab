package io.tlsgauge.results.demand;

import java.util.Arrays;
import java.util.Optional;

/** How a connection begins. */
public enum Kind {
    /** A full handshake. */
    FULL("full", 2),
    /** A resumption by session ID. */
    SESSION_ID("id", 1),
    /** A resumption by ticket. */
    TICKET("ticket", 1);

    private final String label;
    private final int roundTrips;

    Kind(String label, int roundTrips) {
        this.label = label;
        this.roundTrips = roundTrips;
    }

    /** The name in a mix. */
    public String label() {
        return label;
    }

    /** The round trips until the client has finished its handshake, without that of TCP. */
    public int roundTrips() {
        return roundTrips;
    }

    static Optional<Kind> ofLabel(String label) {
        return Arrays.stream(values()).filter(kind -> kind.label.equals(label)).findFirst();
    }
}
