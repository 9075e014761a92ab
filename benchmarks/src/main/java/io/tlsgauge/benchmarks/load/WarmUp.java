package io.tlsgauge.benchmarks.load;

import io.tlsgauge.results.load.ArrivalKind;

/** The clients of a loop that have no session yet, all due at once: how many go at a time is the loop's to bound. */
final class WarmUp implements ArrivalSource {
    private final Population population;
    private final int until;
    private int client;

    /** @param withModel whether somebody comes first whose session is not remembered: others are forged after it */
    WarmUp(Population population, boolean withModel) {
        this.population = population;
        this.until = population.size();
        this.client = withModel ? -1 : nextCold(0);
    }

    @Override
    public boolean hasNext() {
        return client < until;
    }

    @Override
    public long dueNanos() {
        return 0;
    }

    @Override
    public ArrivalKind kind() {
        return ArrivalKind.WARMING;
    }

    @Override
    public int client() {
        return client;
    }

    @Override
    public boolean isFromAll() {
        return true;
    }

    @Override
    public void advance() {
        client = nextCold(client + 1);
    }

    private int nextCold(int from) {
        int next = from;
        while (next < until && (population.session(next).isPresent() || !population.isOfFirstHalf(next))) {
            next++;
        }
        return next;
    }
}
