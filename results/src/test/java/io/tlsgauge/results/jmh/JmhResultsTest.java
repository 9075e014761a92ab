package io.tlsgauge.results.jmh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tlsgauge.results.MalformedFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JmhResultsTest {
    @TempDir
    Path folder;

    @Test
    void readsThroughputWithItsParametersCountersAndVm() throws IOException {
        JmhResult result = read("""
                [{"jmhVersion":"1.37","benchmark":"a.b.Some.work","mode":"thrpt","threads":4,"forks":2,
                  "jvm":"/jdk/bin/java","jvmArgs":["-Xmx1g"],"jdkVersion":"17.0.15","vmName":"OpenJDK","vmVersion":"17+6",
                  "params":{"size":"12","mode":"x"},
                  "primaryMetric":{"score":10.5,"scoreError":0.25,"scoreUnit":"ops/s","rawData":[[10,11],[10.5,10.5]]},
                  "secondaryMetrics":{"events":{"score":6,"scoreError":"NaN","scoreUnit":"#","rawData":[[1,2],[1,2]]}}}]
                """).all().get(0);

        assertEquals(BenchmarkKey.of("a.b.Some.work", 4, Map.of("size", "12", "mode", "x")), result.key());
        assertEquals("thrpt", result.mode());
        assertEquals(2, result.forks());
        assertEquals(new JmhResult.Vm("17.0.15", "OpenJDK", "17+6", List.of("-Xmx1g")), result.vm());
        assertEquals(
                new Metric(10.5, 0.25, "ops/s", List.of(List.of(10.0, 11.0), List.of(10.5, 10.5))), result.primary());
        Metric events = result.secondary("events").orElseThrow();
        assertEquals(6, events.total());
        assertTrue(Double.isNaN(events.error()));
    }

    @Test
    void readsEachIterationOfASamplingModeAsTheMeanOfItsSamples() throws IOException {
        JmhResult result = read("""
                [{"benchmark":"a.Some.work","mode":"sample","threads":1,"forks":1,
                  "primaryMetric":{"score":2.0,"scoreError":0.1,"scoreUnit":"us/op",
                    "rawDataHistogram":[[[[1.0,3],[5.0,1]],[[4.0,2]]]]},
                  "secondaryMetrics":{}}]
                """).all().get(0);

        assertEquals(List.of(List.of(2.0, 4.0)), result.primary().rawData());
    }

    @Test
    void readsResultsWithoutParametersAndOfOlderJmh() throws IOException {
        JmhResult result = read("""
                [{"benchmark":"a.Some.work","mode":"avgt","threads":1,"forks":1,
                  "primaryMetric":{"score":"NaN","scoreError":"+INF","scoreUnit":"ns/op","rawData":[[]]},
                  "secondaryMetrics":{"·gc.count":{"score":1,"scoreError":"-INF","scoreUnit":"counts","rawData":[[1]]}}}]
                """).all().get(0);

        assertTrue(result.params().isEmpty());
        assertEquals(Double.POSITIVE_INFINITY, result.primary().error());
        assertEquals(1, result.secondary("gc.count").orElseThrow().score());
    }

    @Test
    void gzippedFileCutShortIsRefused() throws IOException {
        Path file = Files.write(folder.resolve("jmh.json.gz"), new byte[] {0x1f, (byte) 0x8b, 8, 0});

        MalformedFileException e = assertThrows(MalformedFileException.class, () -> JmhResults.read(file));

        assertTrue(e.getMessage().contains("jmh.json.gz: not a gzip file, or cut short"), e.getMessage());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {                                       | not JSON
                    {"a":1}                                 | an array of results was expected
                    [{"mode":"thrpt"}]                      | entry 1: benchmark: text was expected
                    [{"benchmark":"a.B.c","threads":0}]     | entry 1 (a.B.c): threads: a whole number of at least 1
                    [{"benchmark":"a.B.c","threads":1,"mode":"ss","forks":1}] | primaryMetric: a metric with score
                    [{"benchmark":"a.B.c","threads":1,"mode":"ss","forks":1,"primaryMetric":{"scoreUnit":"s","score":"x"}}] | primaryMetric.score: a number
                    """)
    void malformedFileIsNamedWithWhatIsWrong(String json, String problem) {
        MalformedFileException e = assertThrows(MalformedFileException.class, () -> read(json));

        assertTrue(e.getMessage().contains("jmh.json: "), e.getMessage());
        assertTrue(e.getMessage().contains(problem), e.getMessage());
        assertEquals(1, e.getMessage().lines().count());
    }

    private JmhResults read(String json) throws IOException {
        return JmhResults.read(Files.writeString(folder.resolve("jmh.json"), json));
    }
}
