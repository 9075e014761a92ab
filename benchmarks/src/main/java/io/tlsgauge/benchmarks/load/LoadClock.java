package io.tlsgauge.benchmarks.load;

import io.tlsgauge.results.load.Generator;
import io.tlsgauge.results.load.LoadPlan;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/** What happens at its time beside the loops, on the thread that waits for them. */
final class LoadClock {
    private final StormTime storm;
    private final boolean hasStorm;
    private final boolean lasts;
    private final long startedMillis;
    private final long startNanos;
    private final LoadGenerator.Companion companion;
    private final LiveCounters live;
    private final List<LoadLoop> loops;
    private final List<Long> ends = new ArrayList<>();
    private final List<OptionalLong> cpu = new ArrayList<>();
    private boolean ended;

    /**
     * @param startedMillis the load's start since the epoch
     * @param startNanos the same moment by {@code System.nanoTime}
     */
    LoadClock(
            LoadPlan plan,
            StormTime storm,
            long startedMillis,
            long startNanos,
            LoadGenerator.Companion companion,
            LiveCounters live,
            List<LoadLoop> loops) {
        this.storm = storm;
        this.hasStorm = plan.hasStorm();
        this.lasts = plan.stormLasts();
        this.startedMillis = startedMillis;
        this.startNanos = startNanos;
        this.companion = companion;
        this.live = live;
        this.loops = loops;
        this.cpu.add(companion.serverCpuMillis());
    }

    /** Whether the companion ended the load before its time. */
    boolean ended() {
        return ended;
    }

    /** Does what is to be done by now; returns how many milliseconds may pass until the next time. */
    long turn() throws IOException {
        long now = System.nanoTime() - startNanos;
        long next = TimeUnit.MILLISECONDS.toNanos(LoadGenerator.LOOK_MILLIS);
        if (hasStorm && ends.isEmpty()) {
            if (now >= storm.startNanos()) {
                cut(storm.startNanos());
                companion.stormBegins();
            } else {
                next = Math.min(next, storm.startNanos() - now);
            }
        }
        cutAfterStorm(now);
        if (!companion.goesOn(live)) {
            ended = true;
            loops.forEach(LoadLoop::stop);
        }
        return Math.max(1, TimeUnit.NANOSECONDS.toMillis(next));
    }

    private void cutAfterStorm(long now) {
        if (hasStorm && lasts && ends.size() == 1 && now >= storm.endNanos()) {
            cut(storm.endNanos());
        }
    }

    private void cut(long nanos) {
        ends.add(startedMillis + TimeUnit.NANOSECONDS.toMillis(nanos));
        cpu.add(companion.serverCpuMillis());
        loops.forEach(LoadLoop::wake);
    }

    /** The load's time, cut where a storm began and was over. */
    List<Generator.Phase> phases(long endedMillis) {
        // The loops may have ended between the storm's end and the turn that would have seen it.
        cutAfterStorm(TimeUnit.MILLISECONDS.toNanos(endedMillis - startedMillis));
        ends.add(endedMillis);
        cpu.add(companion.serverCpuMillis());
        List<String> names =
                !hasStorm ? List.of("whole") : lasts ? List.of("calm", "storm", "after") : List.of("calm", "after");
        List<Generator.Phase> phases = new ArrayList<>();
        long start = startedMillis;
        for (int i = 0; i < ends.size(); i++) {
            OptionalLong spent = cpu.get(i).isPresent() && cpu.get(i + 1).isPresent()
                    ? OptionalLong.of(cpu.get(i + 1).getAsLong() - cpu.get(i).getAsLong())
                    : OptionalLong.empty();
            phases.add(new Generator.Phase(names.get(i), start, ends.get(i), spent));
            start = ends.get(i);
        }
        return phases;
    }
}
