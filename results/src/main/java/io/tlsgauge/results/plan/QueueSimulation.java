package io.tlsgauge.results.plan;

import io.tlsgauge.results.demand.Objective;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A server whose connections wait for its cores, first come, first served, simulated connection by connection.
 *
 * <p>Connections arrive as a Poisson process, each of a kind drawn by the mix, with a time of service drawn from what
 * was measured and slowed by as many cores as work when it begins, and by how much cores are idle at that rate, or that
 * of short bursts. A queue needs no events for that: a connection begins when it has come and the first core is free,
 * whichever is later (Kiefer and Wolfowitz, 1955). The first tenth of the connections fills the empty server, and counts
 * for nothing.
 *
 * <p>Each connection draws the same three numbers by the same seed whatever the rate and the times: so answers that
 * are compared differ by what they are asked, and hardly by chance.
 */
final class QueueSimulation {
    private final int cores;
    private final int connections;
    private final long seed;

    /** @param connections how many count */
    QueueSimulation(int cores, int connections, long seed) {
        this.cores = cores;
        this.connections = connections;
        this.seed = seed;
    }

    /**
     * What connections lived through.
     *
     * @param nanos the time of each from its coming to its end, with what the client waits for outside the server
     * @param meanWaitNanos how long they waited for a core, on the average
     */
    record Outcome(double[] nanos, double meanWaitNanos) {
        /** Whether so many percent of all were done within the limit. */
        boolean holds(Objective objective) {
            double limit = objective.nanos();
            long beyond = Arrays.stream(nanos).filter(time -> time > limit).count();
            return beyond <= objective.mayMiss(nanos.length);
        }

        double percentile(double percentile) {
            double[] sorted = nanos.clone();
            Arrays.sort(sorted);
            int rank = (int) Math.ceil(percentile / 100 * sorted.length);
            return sorted[Math.max(0, rank - 1)];
        }
    }

    /**
     * Simulates.
     *
     * @param perSecond the rate of arrivals, above 0; the peak's where bursts are short, and theirs else
     */
    Outcome run(Workload load, double perSecond) {
        if (!(perSecond > 0)) {
            // where nothing arrives, the next arrival would be waited for without end
            throw new IllegalArgumentException("no rate of arrivals: " + perSecond);
        }
        Bursts bursts = load.bursts();
        if (bursts.areShort() && bursts.arrivals(perSecond) > connections) {
            // What is simulated would end before the queue has grown as long as the burst makes it.
            return run(new Workload(load.parts(), Bursts.NONE), perSecond * bursts.factor());
        }
        SplittableRandom random = new SplittableRandom(seed);
        double loudest = perSecond * (bursts.areShort() ? bursts.factor() : 1);
        List<Workload.Part> parts = load.at(load.utilization(loudest, cores)).parts();
        double[] upTo = new double[parts.size()];
        double sum = 0;
        for (int i = 0; i < upTo.length; i++) {
            sum += parts.get(i).share();
            upTo[i] = sum;
        }
        Arrivals arrivals = new Arrivals(bursts, perSecond);
        double[] free = new double[cores];
        double[] nanos = new double[connections];
        double waited = 0;
        int counted = -connections / 10;
        while (counted < connections) {
            double now = arrivals.next(-Math.log(1 - random.nextDouble()));
            double kind = random.nextDouble(sum);
            double time = random.nextDouble();
            int part = 0;
            while (upTo[part] < kind) {
                part++;
            }
            int first = 0;
            for (int core = 1; core < cores; core++) {
                first = free[core] < free[first] ? core : first;
            }
            double start = Math.max(now, free[first]);
            int busy = 1;
            for (int core = 0; core < cores; core++) {
                busy += core != first && free[core] > start ? 1 : 0;
            }
            Service service = parts.get(part).service();
            double end = start + (service.work().quantile(time) + service.overheadNanos()) * service.slowdown(busy);
            free[first] = end;
            if (arrivals.counts()) {
                if (counted >= 0) {
                    nanos[counted] = end - now + parts.get(part).outsideNanos();
                    waited += start - now;
                }
                counted++;
            }
        }
        return new Outcome(nanos, waited / connections);
    }

    /** When connections come, in nanoseconds. */
    private static final class Arrivals {
        private final Bursts bursts;
        private final double perNano;
        private final double length;
        private final double cycleArrivals;
        private double now;

        Arrivals(Bursts bursts, double perSecond) {
            this.bursts = bursts;
            this.perNano = perSecond / 1e9;
            this.length = bursts.areShort() ? bursts.length().orElseThrow().toNanos() : Double.POSITIVE_INFINITY;
            this.cycleArrivals = perNano * length * (Bursts.SPACING - 1 + bursts.factor());
        }

        /** @param expected the number of arrivals expected until the next: its rate is 1, whatever that of arrivals */
        double next(double expected) {
            double left = expected;
            if (bursts.areShort()) {
                // as many come in a cycle wherever it begins; where bursts are very short, most of the time is cycles
                double cycles = Math.floor(left / cycleArrivals);
                now += cycles * Bursts.SPACING * length;
                left = Math.max(0, left - cycles * cycleArrivals);
            }
            while (bursts.areShort()) {
                boolean inBurst = inBurst();
                double cycle = Math.floor(now / (Bursts.SPACING * length)) * Bursts.SPACING * length;
                double until = cycle + (inBurst ? length : Bursts.SPACING * length);
                double rate = perNano * (inBurst ? bursts.factor() : 1);
                if (left <= (until - now) * rate) {
                    now += left / rate;
                    return now;
                }
                left -= (until - now) * rate;
                // past the border, by as little as a time of that size can tell
                now = Math.nextUp(Math.max(now, until));
            }
            now += left / perNano;
            return now;
        }

        /** Whether the objective is held by the connection that came last: all, or those of bursts. */
        boolean counts() {
            return !bursts.areShort() || inBurst();
        }

        private boolean inBurst() {
            return now - Math.floor(now / (Bursts.SPACING * length)) * Bursts.SPACING * length < length;
        }
    }
}
