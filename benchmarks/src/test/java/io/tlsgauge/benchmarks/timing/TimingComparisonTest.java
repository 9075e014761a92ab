package io.tlsgauge.benchmarks.timing;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tlsgauge.engine.crypto.CipherSuite;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimingComparisonTest {
    private static final int SAMPLES = 20_000;

    /** Times drawn from a distribution with a long tail, as times are; some classes take longer. */
    private record Drawn(long[] delays, Random random) implements TimedAnswers {
        @Override
        public String title() {
            return "drawn";
        }

        @Override
        public List<String> classes() {
            return LongStream.of(delays).mapToObj(String::valueOf).toList();
        }

        @Override
        public long nanos(int kind) {
            return 100_000 + delays[kind] + (long) (200 * Math.exp(random.nextGaussian()));
        }
    }

    @ParameterizedTest
    @CsvSource({"0,NONE_SHOWN", "40,BELOW_FLOOR", "200,DIFFERENCE", "-200,DIFFERENCE"})
    void differenceIsShownWhereThereIsOne(long delay, TimingComparison.Verdict verdict) {
        TimingComparison comparison = compare(new Drawn(new long[] {0, 0, delay}, new Random(1)));
        TimingComparison.Finding finding = comparison.findings().get(1);
        assertEquals(verdict, finding.verdict(), finding.toString());
        assertTrue(
                finding.difference().low() <= delay
                        && delay <= finding.difference().high(),
                finding::toString);
    }

    @Test
    void equalClassesAreSeldomToldApart() {
        int shown = 0;
        for (int seed = 0; seed < 100; seed++) {
            TimingComparison comparison =
                    new TimingComparison(new Drawn(new long[4], new Random(seed)), 1000, 0, new Random(seed + 100));
            comparison.measure(() -> false, rounds -> {});
            shown += comparison.findings().stream()
                            .anyMatch(finding -> finding.verdict() != TimingComparison.Verdict.NONE_SHOWN)
                    ? 1
                    : 0;
        }
        assertTrue(shown <= 5, shown + " of 100 show a difference where there is none");
    }

    @Test
    void intervalOfTheMedianIsTheBootstraps() {
        long[] differences = LongStream.range(0, 1001).toArray();
        MedianDifference median = MedianDifference.of(differences, 0.95);
        assertEquals(500, median.median());
        Random random = new Random(7);
        double[] drawn = new double[4000];
        for (int i = 0; i < drawn.length; i++) {
            long[] again = random.longs(differences.length, 0, differences.length)
                    .sorted()
                    .toArray();
            drawn[i] = again[differences.length / 2];
        }
        Arrays.sort(drawn);
        assertEquals(drawn[100], median.low(), 3);
        assertEquals(drawn[3899], median.high(), 3);
        assertThrows(IllegalArgumentException.class, () -> MedianDifference.of(new long[0], 0.95));
    }

    @Test
    void whatWasMeasuredStaysWhereItIsStopped() {
        TimingComparison comparison =
                new TimingComparison(new Drawn(new long[3], new Random(1)), SAMPLES, 0, new Random(2));
        int[] told = {0};
        comparison.measure(() -> told[0] == 500, rounds -> told[0] = rounds);
        assertEquals(500, comparison.rounds());
        assertEquals(500, comparison.findings().get(0).difference().pairs());
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdk", "bc", "accp", "conscrypt"})
    void everySpoiltPremasterSecretIsAnsweredAlike(String provider) {
        PremasterAnswers answers = new PremasterAnswers(provider);
        for (int kind = 0; kind < answers.classes().size(); kind++) {
            int ofClass = kind;
            // It fails where the answer is another than that of the other classes.
            assertDoesNotThrow(() -> answers.nanos(ofClass));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdk", "bc", "accp", "conscrypt"})
    void everyPaddingIsAnsweredAlike(String provider) {
        CbcAnswers answers = new CbcAnswers(CipherSuite.TLS_RSA_WITH_AES_128_CBC_SHA, provider);
        for (int kind = 0; kind < answers.classes().size(); kind++) {
            int ofClass = kind;
            // It fails where the answer is another than that of the other classes.
            assertDoesNotThrow(() -> answers.nanos(ofClass));
        }
    }

    private static TimingComparison compare(TimedAnswers answers) {
        TimingComparison comparison = new TimingComparison(answers, SAMPLES, 60, new Random(2));
        comparison.measure(() -> false, rounds -> {});
        return comparison;
    }
}
