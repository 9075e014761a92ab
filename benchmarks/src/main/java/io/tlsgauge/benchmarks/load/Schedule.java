package io.tlsgauge.benchmarks.load;

import io.tlsgauge.results.demand.Mix;
import io.tlsgauge.results.load.ArrivalKind;
import io.tlsgauge.results.load.Arrivals;
import io.tlsgauge.results.load.LoadPlan;
import io.tlsgauge.results.load.Storm;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * The arrivals of a plan, computed as time goes on. Arrivals are laid out at a rate of one a second first, then the
 * rate's course is laid over them: so each pattern fits each course.
 *
 * <p>Every event loop draws all arrivals by the same seed and takes those whose number is its own, modulo the number
 * of loops: nothing is shared, and the load does not depend on the number of loops.
 */
final class Schedule implements ArrivalSource {
    private static final double NANOS = 1e9;

    private final Arrivals arrivals;
    private final double duration;
    private final Mix mix;
    private final Map<ArrivalKind, Double> hostile;
    private final boolean halfAtFirst;
    private final StormTime storm;
    private final SplittableRandom random;
    private final double phase;
    private final int index;
    private final int loops;
    private int crowd;

    private long number = -1;
    private double position;
    private long dueNanos;
    private ArrivalKind kind;
    private boolean atCrowd;
    private int crowdClient;

    /**
     * @param index of the loop, from 0
     * @param loops how many there are
     * @param clients of this loop, who come all at once where the storm is that they do
     */
    Schedule(LoadPlan plan, StormTime storm, int index, int loops, int clients) {
        this.arrivals = plan.arrivals();
        this.duration = plan.durationMillis() / 1e3;
        this.mix = plan.mix();
        this.hostile = new TreeMap<>(plan.hostile());
        this.halfAtFirst = plan.storm().filter(Storm.SMALL_CACHE::equals).isPresent();
        this.storm = storm;
        // Seeds that follow one another are to give nothing alike.
        this.random = new SplittableRandom(new Random(plan.seed()).nextLong());
        this.phase = random.nextDouble();
        this.index = index;
        this.loops = loops;
        this.crowd = plan.storm().filter(Storm.RECONNECT::equals).isPresent() ? clients : 0;
        advance();
    }

    @Override
    public boolean hasNext() {
        return atCrowd || dueNanos < duration * NANOS;
    }

    @Override
    public long dueNanos() {
        return atCrowd ? storm.startNanos() : dueNanos;
    }

    @Override
    public ArrivalKind kind() {
        return atCrowd ? ArrivalKind.RECONNECT : kind;
    }

    @Override
    public int client() {
        return atCrowd ? crowdClient : -1;
    }

    @Override
    public boolean isFromAll() {
        return !halfAtFirst || storm.holds(dueNanos);
    }

    /** Which arrival it is, from 0. */
    long number() {
        return number;
    }

    @Override
    public void advance() {
        if (!atCrowd) {
            do {
                draw();
            } while (number % loops != index);
        }
        atCrowd = crowd > 0 && storm.startNanos() <= dueNanos;
        if (atCrowd) {
            crowd--;
            crowdClient = crowd;
        }
    }

    private void draw() {
        number++;
        position = switch (arrivals.pattern()) {
            case CONSTANT -> number + phase;
            case BURSTS -> (double) (number / arrivals.burst()) * arrivals.burst() + phase;
            case POISSON -> position - Math.log(1 - random.nextDouble());
        };
        double seconds = arrivals.timeOf(position, duration);
        dueNanos = seconds > duration ? Long.MAX_VALUE : (long) (seconds * NANOS);
        kind = kind(random.nextDouble() * 100, random.nextDouble() * 100);
    }

    private ArrivalKind kind(double hostileDraw, double mixDraw) {
        if (storm.holds(dueNanos)) {
            double sum = 0;
            for (Map.Entry<ArrivalKind, Double> share : hostile.entrySet()) {
                sum += share.getValue();
                if (hostileDraw < sum) {
                    return share.getKey();
                }
            }
        }
        if (mixDraw < mix.full()) {
            return ArrivalKind.FULL;
        }
        return mixDraw < mix.full() + mix.id() ? ArrivalKind.SESSION_ID : ArrivalKind.TICKET;
    }
}
