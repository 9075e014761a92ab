package io.tlsgauge.results.plan;

import io.tlsgauge.results.statistics.LogEstimate;
import io.tlsgauge.results.statistics.ScalabilityLaw;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How long one kind of handshake keeps a core of the server, as some forks measured it. Where whole connections were
 * measured over TCP their mean counts, drawn by its own forks, and the handshake's times give it the spread. Those were
 * measured with several cores at work, by which the law of scalability takes them to one.
 *
 * @param source where the times are from
 * @param times of each fork, with the fewest threads there are
 * @param threads how many those were
 * @param serverShare the server's share of the times, from 0 to 1
 * @param rates a second of each fork, by the number of threads, no more than there are cores
 * @param connection what a whole connection over TCP cost the server while it hardly slept, if that was measured
 * @param partLoad what it cost while cores were idle in between, likewise
 */
record MeasuredService(
        Source source,
        ForkTimes times,
        int threads,
        double serverShare,
        SortedMap<Integer, double[]> rates,
        Optional<ConnectionTimes> connection,
        Optional<ConnectionTimes> partLoad) {
    /** As all forks measured it. */
    Service measured(OptionalDouble givenOverhead) {
        return service(times.all(), forks -> forks, givenOverhead);
    }

    /**
     * As a choice of forks did, drawn with replacement: one fork less than there are, which makes the variance that of
     * all of them (McCarthy and Snowden, 1985).
     */
    Service drawn(RandomGenerator random, OptionalDouble givenOverhead) {
        return service(
                times.of(choice(times.forks(), random)),
                forks -> Arrays.stream(choice(forks.length, random))
                        .mapToDouble(fork -> forks[fork])
                        .toArray(),
                givenOverhead);
    }

    /** How many forks stand behind it: the fewest of any of its figures. */
    int forks() {
        IntStream connections =
                Stream.of(connection, partLoad).flatMap(Optional::stream).mapToInt(each -> each.nanos().length);
        IntStream scaled =
                rates.size() < 2 ? IntStream.empty() : rates.values().stream().mapToInt(forks -> forks.length);
        return IntStream.concat(IntStream.of(times.forks()), IntStream.concat(connections, scaled))
                .min()
                .orElseThrow();
    }

    /** The most threads whose rate is known. */
    int mostThreads() {
        return rates.isEmpty() ? threads : Math.max(threads, rates.lastKey());
    }

    private Service service(Distribution together, UnaryOperator<double[]> choose, OptionalDouble givenOverhead) {
        SortedMap<Integer, LogEstimate> chosen = new TreeMap<>();
        rates.forEach((count, forks) -> chosen.put(
                count,
                new LogEstimate(
                        Math.log(Arrays.stream(choose.apply(forks)).average().orElseThrow()), Double.NaN, 1)));
        double contention = 0;
        double crosstalk = 0;
        // the random numbers are for an interval, which one fork has not
        ScalabilityLaw law = ScalabilityLaw.fit(chosen, new SplittableRandom(1)).orElse(null);
        if (law != null) {
            contention = law.contention().value();
            crosstalk = law.crosstalk().map(ScalabilityLaw.Coefficient::value).orElse(0.0);
        }
        Service alone = new Service(together, 0, contention, crosstalk, 0, Idling.NONE);
        Distribution work = together.times(serverShare / alone.slowdown(threads));
        if (givenOverhead.isPresent() || connection.isEmpty()) {
            return new Service(work, givenOverhead.orElse(0), contention, crosstalk, 0, Idling.NONE);
        }
        ConnectionTimes busy = connection.get();
        double measured = busy.meanAlone(choose, alone);
        Idling idling = partLoad.map(
                        part -> Idling.of(measured, busy.busy(), part.meanAlone(choose, alone), part.busy()))
                .orElse(Idling.NONE);
        return measured >= work.mean()
                ? new Service(work, measured - work.mean(), contention, crosstalk, 0, idling)
                : new Service(work.times(measured / work.mean()), 0, contention, crosstalk, 0, idling);
    }

    private static int[] choice(int forks, RandomGenerator random) {
        return forks < 2 ? new int[] {0} : random.ints(forks - 1L, 0, forks).toArray();
    }
}
