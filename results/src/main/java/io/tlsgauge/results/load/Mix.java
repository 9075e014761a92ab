package io.tlsgauge.results.load;

/**
 * The shares of the three kinds of handshakes, in percent.
 *
 * @param full full handshakes
 * @param id resumptions by session ID
 * @param ticket resumptions by ticket
 */
public record Mix(double full, double id, double ticket) {
    private static final double ROUNDING = 1e-6;

    public Mix {
        if (!(full >= 0 && id >= 0 && ticket >= 0 && Math.abs(full + id + ticket - 100) <= ROUNDING)) {
            throw new IllegalArgumentException("shares are 0 or more and add up to 100, not " + (full + id + ticket));
        }
    }

    /** Both kinds of resumptions. */
    public double resumed() {
        return id + ticket;
    }

    /** As options write it. */
    @Override
    public String toString() {
        return "full=" + number(full) + ",id=" + number(id) + ",ticket=" + number(ticket);
    }

    private static String number(double share) {
        return share == Math.rint(share) ? Long.toString((long) share) : Double.toString(share);
    }
}
