package io.tlsgauge.benchmarks.command;

import io.tlsgauge.benchmarks.timing.CbcAnswers;
import io.tlsgauge.benchmarks.timing.PremasterAnswers;
import io.tlsgauge.benchmarks.timing.TimedAnswers;
import io.tlsgauge.benchmarks.timing.TimingComparison;
import io.tlsgauge.engine.crypto.CipherSuite;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** {@code timing-check}: does the time of an answer tell what was wrong? */
@Command(
        name = "timing-check",
        hidden = true,
        description = "Compares the time of the server's answers to right and spoilt premaster secrets, and to CBC"
                + " records of right and wrong padding. Exits with 1 if it shows a difference.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionProvider.class)
final class TimingCheckCommand implements Callable<Integer> {
    private static final int LEAST_SAMPLES = 1000;
    private static final int MOST_SAMPLES = 10_000_000;
    private static final long PROGRESS_NANOS = Duration.ofSeconds(2).toNanos();
    private static final List<CipherSuite> CBC_SUITES = List.of(
            CipherSuite.TLS_RSA_WITH_AES_128_CBC_SHA,
            CipherSuite.TLS_RSA_WITH_AES_256_CBC_SHA256,
            CipherSuite.TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384);

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--what",
            paramLabel = "WHAT",
            defaultValue = "all",
            description = "What is compared: premaster, cbc or all. Default: all.")
    private String what;

    @Option(
            names = "--samples",
            paramLabel = "N",
            defaultValue = "100000",
            description = "How often each class is timed. Default: 100000, which takes some 20 minutes.")
    private int samples;

    @Option(
            names = "--provider",
            paramLabel = "NAME",
            defaultValue = "jdk",
            description = "Crypto provider, a mix such as rsa=bc,prf=jdk,cipher=jdk, or auto. Default: jdk.")
    private String provider;

    @Option(
            names = "--floor",
            paramLabel = "NANOS",
            defaultValue = "50",
            description = "The greatest difference that does not count, in nanoseconds. Default: 50, half of what the"
                    + " best attacks see over a local network (Crosby, Wallach and Riedi 2009).")
    private double floor;

    @Option(names = "--json", description = "Print the findings as JSON.")
    private boolean json;

    private final PrintStream out = System.out;
    private final PrintStream err = System.err;
    private volatile boolean stopped;
    private long told = System.nanoTime();

    @Override
    public Integer call() throws InterruptedException {
        if (samples < LEAST_SAMPLES || samples > MOST_SAMPLES) {
            throw new BadOptionException(
                    spec.commandLine(),
                    "--samples",
                    "'" + samples + "' is not " + LEAST_SAMPLES + " to " + MOST_SAMPLES + ": give a number among them");
        }
        if (!(floor >= 0 && floor < Double.POSITIVE_INFINITY)) {
            throw new BadOptionException(
                    spec.commandLine(), "--floor", "'" + floor + "' is no time: give nanoseconds, 0 or more");
        }
        CountDownLatch printed = new CountDownLatch(1);
        Thread interruption = new Thread(() -> stop(printed), "tlsgauge-interruption");
        Runtime.getRuntime().addShutdownHook(interruption);
        List<Map<String, Object>> found = new ArrayList<>();
        boolean shown = false;
        try {
            for (TimedAnswers answers : subjects()) {
                TimingComparison comparison = new TimingComparison(answers, samples, floor, new Random());
                comparison.measure(() -> stopped, rounds -> tell(answers, rounds));
                if (comparison.rounds() > 0) {
                    shown |= print(answers, comparison, found);
                }
            }
            if (json) {
                out.println(JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(found));
            }
        } finally {
            out.flush();
            printed.countDown();
        }
        if (!stopped) {
            Runtime.getRuntime().removeShutdownHook(interruption);
        }
        return shown ? ExitCode.NO : ExitCode.DONE;
    }

    private List<TimedAnswers> subjects() {
        if (!List.of("premaster", "cbc", "all").contains(what)) {
            throw new BadOptionException(
                    spec.commandLine(), "--what", "'" + what + "' is nothing to compare: give premaster, cbc or all");
        }
        String chosen;
        try {
            chosen = AutoProvider.of(provider, CBC_SUITES).told();
        } catch (IllegalArgumentException e) {
            throw new BadOptionException(spec.commandLine(), "--provider", e.getMessage());
        }
        List<TimedAnswers> subjects = new ArrayList<>();
        if (!what.equals("cbc")) {
            subjects.add(new PremasterAnswers(chosen));
        }
        if (!what.equals("premaster")) {
            CBC_SUITES.forEach(suite -> subjects.add(new CbcAnswers(suite, chosen)));
        }
        return subjects;
    }

    private void tell(TimedAnswers answers, int rounds) {
        long now = System.nanoTime();
        if (now - told > PROGRESS_NANOS) {
            told = now;
            err.printf(Locale.ROOT, "%s: %,d of %,d samples a class%n", answers.title(), rounds, samples);
        }
    }

    /** Prints what was found, and tells whether there is a difference. */
    private boolean print(TimedAnswers answers, TimingComparison comparison, List<Map<String, Object>> found) {
        List<TimingComparison.Finding> findings = comparison.findings();
        boolean shown = findings.stream().anyMatch(finding -> finding.verdict() == TimingComparison.Verdict.DIFFERENCE);
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("what", answers.title());
        entry.put("reference", answers.classes().get(0));
        entry.put("samples", comparison.rounds());
        entry.put("complete", comparison.rounds() == samples);
        entry.put("confidence", comparison.confidence());
        entry.put("floorNanos", floor);
        entry.put("nanoseconds", findings);
        entry.put("differenceShown", shown);
        found.add(entry);
        if (!json) {
            table(answers, comparison, findings);
        }
        return shown;
    }

    private void table(TimedAnswers answers, TimingComparison comparison, List<TimingComparison.Finding> findings) {
        out.printf(
                Locale.ROOT,
                "%s: %,d samples a class against '%s', intervals of %.2f %%%s%n%n",
                answers.title(),
                comparison.rounds(),
                answers.classes().get(0),
                100 * comparison.confidence(),
                comparison.rounds() < samples ? ", interrupted" : "");
        out.printf(Locale.ROOT, "%-30s %10s %22s %10s%n", "class", "median ns", "interval", "bound ns");
        for (TimingComparison.Finding finding : findings) {
            out.printf(
                    Locale.ROOT,
                    "%-30s %10.0f %22s %10.0f  %s%n",
                    finding.name(),
                    finding.difference().median(),
                    String.format(
                            Locale.ROOT,
                            "%.0f to %.0f",
                            finding.difference().low(),
                            finding.difference().high()),
                    finding.difference().bound(),
                    words(finding.verdict()));
        }
        out.println();
    }

    private static String words(TimingComparison.Verdict verdict) {
        return switch (verdict) {
            case NONE_SHOWN -> "no difference shown";
            case BELOW_FLOOR -> "below the floor";
            case DIFFERENCE -> "DIFFERENCE";
        };
    }

    /** Ctrl-C: what was measured is printed before the JVM ends. */
    private void stop(CountDownLatch printed) {
        stopped = true;
        try {
            printed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
