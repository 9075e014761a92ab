package io.tlsgauge.results.plan;

/**
 * How long a connection of one kind keeps a core.
 *
 * @param work the handshake's time on a core while no other core works
 * @param overheadNanos what a connection costs besides: the kernel's work and the server's for its socket
 * @param contention σ of the Universal Scalability Law
 * @param crosstalk κ
 * @param coresBeside how many cores work for somebody else all the time
 * @param idling how much longer it takes on a core that is idle in between: all times here are of busy ones
 */
record Service(
        Distribution work, double overheadNanos, double contention, double crosstalk, int coresBeside, Idling idling) {
    /** A service that no other slows down. */
    static Service of(Distribution work) {
        return new Service(work, 0, 0, 0, 0, Idling.NONE);
    }

    /** By how much it takes longer where so many of the server's cores work. */
    double slowdown(double busy) {
        return slowdown(contention, crosstalk, busy + coresBeside);
    }

    /** By how much anything takes longer where so many cores work, by the Universal Scalability Law. */
    static double slowdown(double contention, double crosstalk, double cores) {
        return 1 + contention * (cores - 1) + crosstalk * cores * (cores - 1);
    }

    /** The mean with the overhead, while no other core works. */
    double meanNanos() {
        return work.mean() + overheadNanos;
    }

    /** The same with all times longer, or shorter. */
    Service times(double factor) {
        return new Service(work.times(factor), overheadNanos * factor, contention, crosstalk, coresBeside, idling);
    }

    /** The same with its times those of cores that are busy for that share of their time, from 0 to 1. */
    Service at(double utilization) {
        Service slowed = times(idling.slowdown(utilization));
        return new Service(slowed.work, slowed.overheadNanos, contention, crosstalk, coresBeside, Idling.NONE);
    }

    /** The same where so many other cores work for somebody else. */
    Service beside(int otherCores) {
        return new Service(work, overheadNanos, contention, crosstalk, otherCores, idling);
    }
}
