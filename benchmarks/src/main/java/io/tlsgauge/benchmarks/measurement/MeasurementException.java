package io.tlsgauge.benchmarks.measurement;

/** A measurement that failed; the message is one line. */
public final class MeasurementException extends Exception {
    private static final long serialVersionUID = 1L;

    /** @param message what failed, and why */
    public MeasurementException(String message) {
        super(message);
    }
}
