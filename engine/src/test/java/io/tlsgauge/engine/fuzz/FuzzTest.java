package io.tlsgauge.engine.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.Jazzer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Each target for a few seconds, or as many as the system property {@code tlsgauge.fuzz.seconds} says. What was found
 * to lead somewhere new stays in {@code target/fuzz}, and so does an input that fails.
 */
class FuzzTest {
    private static final Path CORPUS = Path.of("target", "fuzz");
    private static final int SECONDS = Integer.getInteger("tlsgauge.fuzz.seconds", 4);
    private static final Pattern SEEDED = Pattern.compile("#\\d+\\s+INITED cov: (\\d+)");
    private static final Pattern DONE = Pattern.compile("#(\\d+)\\s+DONE +cov: (\\d+)");

    @TempDir(cleanup = CleanupMode.ALWAYS)
    private Path seeds;

    @ParameterizedTest
    @ValueSource(classes = {DecoderFuzzer.class, ServerFuzzer.class, ClientFuzzer.class})
    void noInputMakesTheEngineFail(Class<?> target) throws Exception {
        Path corpus = Files.createDirectories(CORPUS.resolve(target.getSimpleName()));
        String output = fuzz(target, corpus);
        Matcher seeded = SEEDED.matcher(output);
        Matcher done = DONE.matcher(output);
        assertTrue(seeded.find() && done.find(), output);
        assertTrue(Integer.parseInt(seeded.group(1)) > 100, "the seeds lead nowhere: " + output);
        assertTrue(Integer.parseInt(done.group(1)) > 100, "too few runs: " + output);
        System.out.printf(
                "%s: %s runs; branches met: %s by the seeds and what was kept, %s now%n",
                target.getSimpleName(), done.group(1), seeded.group(1), done.group(2));
    }

    private String fuzz(Class<?> target, Path corpus) throws IOException, InterruptedException {
        Path output = seeds.resolveSibling(seeds.getFileName() + ".log");
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+EnableDynamicAgentLoading",
                        "-Xmx1g",
                        "-D" + Seeds.FOLDER + "=" + seeds,
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Jazzer.class.getName(),
                        "--target_class=" + target.getName(),
                        "--instrumentation_includes=io.tlsgauge.engine.**",
                        "--instrumentation_excludes=io.tlsgauge.engine.fuzz.**",
                        "--reproducer_path=" + corpus,
                        "-artifact_prefix=" + corpus + "/",
                        "-max_total_time=" + SECONDS,
                        "-max_len=20000",
                        "-rss_limit_mb=0",
                        "-timeout=10",
                        "-print_final_stats=1",
                        corpus.toString(),
                        seeds.toString()))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        int exit = process.waitFor();
        String said = Files.readString(output, StandardCharsets.ISO_8859_1);
        Files.delete(output);
        assertEquals(0, exit, said);
        return said;
    }
}
