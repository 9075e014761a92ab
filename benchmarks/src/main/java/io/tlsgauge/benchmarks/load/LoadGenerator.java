package io.tlsgauge.benchmarks.load;

import io.tlsgauge.results.demand.Mix;
import io.tlsgauge.results.demand.Objective;
import io.tlsgauge.results.load.ArrivalKind;
import io.tlsgauge.results.load.Generator;
import io.tlsgauge.results.load.KindResult;
import io.tlsgauge.results.load.LatencyHistogram;
import io.tlsgauge.results.load.LoadPlan;
import io.tlsgauge.results.load.LoadResult;
import io.tlsgauge.results.load.Storm;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/**
 * Clients that load one server. They remember their sessions from one load to the next; loads are made one after the
 * other.
 */
public final class LoadGenerator implements AutoCloseable {
    private static final int WARM_UP_AT_A_TIME = 16;
    private static final long LEAD_MILLIS = 20;
    /** How often a companion has its look. */
    static final long LOOK_MILLIS = 100;

    private final LoadTarget target;
    private final LoadPlan clients;
    private final List<LoadLoop> loops = new ArrayList<>();
    private volatile boolean stopping;
    private long warmedUp;

    /** What goes on beside a load. */
    public interface Companion {
        /** Of nothing. */
        Companion NONE = new Companion() {};

        /**
         * A look at how it goes, ten times a second.
         *
         * @return whether it is to go on
         */
        default boolean goesOn(LiveCounters live) {
            return true;
        }

        /**
         * The storm begins.
         *
         * @throws IOException if what belongs to it can't be done
         */
        default void stormBegins() throws IOException {}

        /** Processor time that the server has had, where it is known. */
        default OptionalLong serverCpuMillis() {
            return OptionalLong.empty();
        }
    }

    /** What is done beside the loops, on the thread that waits for them. */
    private interface Turn {
        /** Gives how many milliseconds may pass until the next. */
        long take() throws IOException;
    }

    /** What each loop does. */
    private interface LoopTask {
        void run(LoadLoop loop, int index) throws IOException;
    }

    private LoadGenerator(LoadTarget target, LoadPlan clients) {
        this.target = target;
        this.clients = clients;
    }

    /**
     * Makes the clients of a plan.
     *
     * @throws IOException if the operating system has no selector
     */
    public static LoadGenerator open(LoadTarget target, LoadPlan plan) throws IOException {
        LoadGenerator generator = new LoadGenerator(target, plan);
        for (int i = 0; i < plan.threads(); i++) {
            int share = (int)
                    ((long) plan.clients() * (i + 1) / plan.threads() - (long) plan.clients() * i / plan.threads());
            long seed = plan.seed() + i;
            boolean halved = plan.storm().filter(Storm.SMALL_CACHE::equals).isPresent();
            generator.loops.add(new LoadLoop(
                    target,
                    new Population(share, plan.mix(), halved, seed),
                    plan.request(),
                    plan.timeoutMillis(),
                    seed));
        }
        return generator;
    }

    /** The fewest clients of a plan's mix with so many threads, that each loop has one of each sort. */
    public static int leastClients(Mix mix, int threads) {
        return Population.least(mix) * threads;
    }

    /**
     * Gives each client without one a session, a few at a time. What fails is told by {@link #warmClients} alone.
     *
     * @param companion may end it, which is a failure
     * @return what came of it
     * @throws LoadException if it could not be made
     */
    public LoadResult warmUp(Companion companion) throws LoadException {
        long startedMillis = System.currentTimeMillis();
        long startNanos = System.nanoTime();
        LiveCounters live = new LiveCounters(Long.MAX_VALUE);
        List<LoadRecorder> recorders = recorders(startedMillis, startNanos, live);
        boolean forges = forges();
        int warmBefore = warmClients();
        int atATime = Math.max(1, Math.min(WARM_UP_AT_A_TIME, clients.connections()) / loops.size());
        runLoops(
                (loop, index) -> {
                    WarmUp source = new WarmUp(
                            population(loop), forges && !loop.callers().canForge());
                    loop.run(source, recorders.get(index), startNanos, Long.MAX_VALUE / 4, atATime, () -> {});
                },
                () -> {
                    if (!companion.goesOn(live)) {
                        loops.forEach(LoadLoop::stop);
                    }
                    return LOOK_MILLIS;
                });
        if (!companion.goesOn(live)) {
            throw new LoadException("the clients get no sessions: " + live.failedInARow()
                    + " handshakes in a row failed, the last so: " + live.lastCause());
        }
        requireModels();
        warmedUp += warmClients() - warmBefore;
        return new LoadResult(List.of(), results(recorders));
    }

    private boolean forges() {
        return clients.hostile().containsKey(ArrivalKind.FORGED_TICKET)
                || clients.hostile().containsKey(ArrivalKind.UNKNOWN_ID);
    }

    /** Without a session to forge others after, those who are to offer a forged one would come as honest clients do. */
    private void requireModels() throws LoadException {
        if (forges() && !stopping && !loops.stream().map(LoadLoop::callers).allMatch(Callers::canForge)) {
            throw new LoadException("no session can be forged: the server did not come to one with the extended"
                    + " master secret (RFC 7627)");
        }
    }

    /** How many clients have a session. */
    public int warmClients() {
        return loops.stream().mapToInt(loop -> population(loop).warm()).sum();
    }

    /** Ends a load that goes on, as soon as can be; called by any thread. */
    public void stop() {
        stopping = true;
        loops.forEach(LoadLoop::stop);
    }

    /**
     * Makes a load, and waits until it has ended.
     *
     * @param plan with the server, the mix, clients, hostility, storm and threads that the generator was made for
     * @throws LoadException if it could not be made
     */
    public LoadResult run(LoadPlan plan, Companion companion) throws LoadException {
        requireModels();
        long startedMillis = System.currentTimeMillis() + LEAD_MILLIS;
        long startNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LEAD_MILLIS);
        long durationNanos = TimeUnit.MILLISECONDS.toNanos(plan.durationMillis());
        StormTime storm = StormTime.of(plan, startedMillis);
        LiveCounters live =
                new LiveCounters(plan.objective().map(Objective::nanos).orElse(Long.MAX_VALUE));
        List<LoadRecorder> recorders = recorders(startedMillis, startNanos, live);
        int cold = loops.stream().mapToInt(loop -> population(loop).cold()).sum();
        int bound = Math.max(1, plan.connections() / loops.size());
        Duration cpuBefore = cpu();
        LoadClock clock = new LoadClock(plan, storm, startedMillis, startNanos, companion, live, loops);
        Pacer pacer = new Pacer(new Schedule(plan, storm, 0, 1, 0), loops, startNanos);
        Thread pacing = daemon(pacer::run, "tlsgauge-load-pacer");
        pacing.start();
        double busy;
        try {
            busy = runLoops(
                    (loop, index) -> loop.run(
                            new Schedule(
                                    plan,
                                    storm,
                                    index,
                                    loops.size(),
                                    population(loop).size()),
                            recorders.get(index),
                            startNanos,
                            durationNanos,
                            bound,
                            pacer::loopSleeps),
                    clock::turn);
        } finally {
            pacer.stop();
        }
        long endedMillis = startedMillis + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos);
        Generator generator = new Generator(
                plan,
                startedMillis,
                endedMillis,
                clock.ended() || stopping,
                recorders.stream().mapToLong(LoadRecorder::due).sum(),
                sum(recorders, LoadRecorder::late),
                sum(recorders, LoadRecorder::heldBack),
                recorders.stream().mapToLong(LoadRecorder::neverStartedCount).sum(),
                busy,
                cpu().minus(cpuBefore).toMillis(),
                live.peak(),
                loops.stream().anyMatch(LoadLoop::outOfDescriptors),
                warmedUp,
                cold,
                clock.phases(endedMillis));
        return new LoadResult(List.of(generator), results(recorders));
    }

    @Override
    public void close() throws IOException {
        stop();
        for (LoadLoop loop : loops) {
            loop.close();
        }
    }

    private static Population population(LoadLoop loop) {
        return loop.callers().population();
    }

    private List<LoadRecorder> recorders(long startedMillis, long startNanos, LiveCounters live) {
        return loops.stream()
                .map(loop -> new LoadRecorder(startedMillis, startNanos, live))
                .toList();
    }

    /** Runs a task on each loop's thread; gives the share of time in which the busiest was at work. */
    private double runLoops(LoopTask task, Turn turn) throws LoadException {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        CountDownLatch running = new CountDownLatch(loops.size());
        AtomicReference<Throwable> failure = new AtomicReference<>();
        double[] busy = new double[loops.size()];
        loops.forEach(LoadLoop::mayRun);
        if (stopping) {
            loops.forEach(LoadLoop::stop);
        }
        for (int i = 0; i < loops.size(); i++) {
            int index = i;
            LoadLoop loop = loops.get(i);
            daemon(
                            () -> {
                                long wall = System.nanoTime();
                                try {
                                    task.run(loop, index);
                                } catch (IOException | RuntimeException | Error e) {
                                    failure.compareAndSet(null, e);
                                    loops.forEach(LoadLoop::stop);
                                } finally {
                                    busy[index] =
                                            threads.getCurrentThreadCpuTime() / (double) (System.nanoTime() - wall);
                                    running.countDown();
                                }
                            },
                            "tlsgauge-load-" + (i + 1))
                    .start();
        }
        try {
            boolean ended = false;
            while (!ended) {
                ended = running.await(turn.take(), TimeUnit.MILLISECONDS);
            }
        } catch (IOException e) {
            failure.compareAndSet(null, e);
            stop();
            awaitUninterruptibly(running);
        } catch (InterruptedException e) {
            stop();
            awaitUninterruptibly(running);
            Thread.currentThread().interrupt();
        }
        if (failure.get() != null) {
            throw new LoadException(
                    "the load could not be made: " + failure.get().getMessage(), failure.get());
        }
        double most = 0;
        for (double share : busy) {
            most = Math.max(most, share);
        }
        return Math.min(1, most);
    }

    /** What the loops count may be read only once they have ended, whatever happens to the thread that reads it. */
    private static void awaitUninterruptibly(CountDownLatch running) {
        boolean interrupted = false;
        while (running.getCount() > 0) {
            try {
                running.await();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static Map<ArrivalKind, KindResult> results(Collection<LoadRecorder> recorders) {
        List<LoadResult> parts = recorders.stream()
                .map(recorder -> new LoadResult(List.of(), recorder.results()))
                .toList();
        return LoadResult.merge(parts).kinds();
    }

    private static LatencyHistogram sum(
            Collection<LoadRecorder> recorders, Function<LoadRecorder, LatencyHistogram> of) {
        return LatencyHistogram.sum(recorders.stream().map(of).toList());
    }

    private static Duration cpu() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    private static Thread daemon(Runnable body, String name) {
        Thread thread = new Thread(body, name);
        thread.setDaemon(true);
        return thread;
    }
}
