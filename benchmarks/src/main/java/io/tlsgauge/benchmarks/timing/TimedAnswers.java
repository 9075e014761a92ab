package io.tlsgauge.benchmarks.timing;

import java.util.List;

/** Inputs of several classes that all must be answered alike, and how long the answer to each takes. */
public interface TimedAnswers {
    /** What is measured, in a few words. */
    String title();

    /**
     * The classes. The first is what all others are compared with; the second is the same again, other inputs of the
     * same making, and shows what this machine takes for a difference where there is none.
     */
    List<String> classes();

    /**
     * Times the answer to the next input of a class, in nanoseconds.
     *
     * @throws IllegalStateException if it is not answered as all others are: then the answer itself is an oracle
     */
    long nanos(int kind);
}
