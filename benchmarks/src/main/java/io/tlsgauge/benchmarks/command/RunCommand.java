package io.tlsgauge.benchmarks.command;

import io.tlsgauge.benchmarks.environment.EnvironmentProbe;
import io.tlsgauge.benchmarks.measurement.ForkArguments;
import io.tlsgauge.benchmarks.measurement.Measurement;
import io.tlsgauge.benchmarks.measurement.MeasurementException;
import io.tlsgauge.benchmarks.measurement.Profile;
import io.tlsgauge.benchmarks.measurement.Progress;
import io.tlsgauge.benchmarks.measurement.Trial;
import io.tlsgauge.results.run.Environment;
import io.tlsgauge.results.run.RunFolder;
import io.tlsgauge.results.table.HandshakeTable;
import java.io.Console;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code run}: measures a profile and writes a run folder. */
@Command(
        name = "run",
        description = "Measures handshakes, writes a run folder and prints its table.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionProvider.class)
final class RunCommand implements Callable<Integer> {
    private static final String BENCHMARK = "\\.HandshakeBenchmark\\.handshake$";
    private static final String KEY_BITS = "2048";
    private static final int MOST_THREADS = 1024;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            defaultValue = "quick",
            description = "How much is measured: quick (under 3 minutes with the other defaults). Default: quick.")
    private String profile;

    @Option(names = "--threads", paramLabel = "N,...", description = "Thread counts. Default: 1 and one a processor.")
    private String threads;

    @Option(
            names = "--kinds",
            paramLabel = "KIND,...",
            defaultValue = "FULL,SESSION_ID,TICKET",
            description = "Kinds of handshake. Default: FULL,SESSION_ID,TICKET.")
    private String kinds;

    @Option(
            names = "--providers",
            paramLabel = "NAME,...",
            defaultValue = "jdk",
            description = "Crypto providers, each a name or a mix such as rsa=bc,prf=jdk,cipher=jdk. Default: jdk.")
    private String providers;

    @Option(
            names = "--suites",
            paramLabel = "SUITE,...",
            defaultValue = "TLS_RSA_WITH_AES_128_GCM_SHA256",
            description = "Cipher suites. Default: TLS_RSA_WITH_AES_128_GCM_SHA256.")
    private String suites;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "runs",
            description = "Where the run folder is created. Default: runs.")
    private Path out;

    @Option(names = "--json", description = "Print the table as JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        Profile chosen = profile();
        if (Files.exists(out) && !Files.isDirectory(out)) {
            throw bad("--out", "'" + out + "' is a file: give a folder");
        }
        List<Trial> trials = trials();

        EnvironmentProbe probe = new EnvironmentProbe();
        Environment environment =
                probe.begin(spec.commandLine().getParseResult().originalArgs(), ForkArguments.measured());
        RunFolder folder =
                RunFolder.create(out, environment.started(), environment.os().host(), "jdk" + Runtime.version());
        Progress progress = new Progress(System.err, onTerminal());
        int exitCode = ExitCode.DONE;
        try {
            new Measurement(folder, environment, probe, chosen, trials, progress).run();
        } catch (MeasurementException e) {
            System.err.println(e.getMessage());
            exitCode = ExitCode.FAILED;
        }
        print(HandshakeTable.of(folder));
        return exitCode;
    }

    private void print(HandshakeTable table) {
        if (json) {
            System.out.println(table.json());
        } else if (!table.rows().isEmpty()) {
            System.out.print(table.text(terminal()));
            System.out.println();
            System.out.println("written to " + table.folder());
        }
    }

    /** Whether a person watches; JDK 22 to 24 give a console without a terminal too, and a method that tells. */
    private static boolean onTerminal() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }

    /** The charset of standard output; which property names it depends on the JDK. */
    private static Charset terminal() {
        String jdk17 = System.getProperty(
                "sun.stdout.encoding", Charset.defaultCharset().name());
        return Charset.forName(System.getProperty("stdout.encoding", jdk17));
    }

    private Profile profile() {
        try {
            return Profile.ofName(profile);
        } catch (IllegalArgumentException e) {
            throw bad("--profile", e.getMessage());
        }
    }

    private List<Trial> trials() {
        Set<Integer> chosenThreads = threadCounts();
        List<String> chosenKinds = values("--kinds", BenchmarkParameter.KIND, kinds);
        List<String> chosenSuites = values("--suites", BenchmarkParameter.SUITE, suites);
        List<String> chosenProviders = values("--providers", BenchmarkParameter.PROVIDER, providers);
        List<Trial> trials = new ArrayList<>();
        for (String provider : chosenProviders) {
            for (String suite : chosenSuites) {
                for (String kind : chosenKinds) {
                    for (int count : chosenThreads) {
                        Map<String, String> params =
                                Map.of("kind", kind, "provider", provider, "suite", suite, "keyBits", KEY_BITS);
                        trials.add(new Trial(BENCHMARK, count, params));
                    }
                }
            }
        }
        return trials;
    }

    private List<String> values(String option, BenchmarkParameter parameter, String list) {
        List<String> values = parameter.values(list);
        for (String value : values) {
            try {
                parameter.check(value);
            } catch (IllegalArgumentException e) {
                throw bad(option, e.getMessage());
            }
        }
        return values;
    }

    private Set<Integer> threadCounts() {
        Set<Integer> counts = new LinkedHashSet<>();
        if (threads == null) {
            counts.add(1);
            counts.add(Runtime.getRuntime().availableProcessors());
            return counts;
        }
        for (String count : threads.split(",", -1)) {
            if (!count.matches("[0-9]{1,4}") || Integer.parseInt(count) < 1 || Integer.parseInt(count) > MOST_THREADS) {
                throw bad(
                        "--threads",
                        "'" + count + "': give whole numbers from 1 to " + MOST_THREADS
                                + " with commas between, as in 1,2,4");
            }
            counts.add(Integer.parseInt(count));
        }
        return counts;
    }

    private BadOptionException bad(String option, String problem) {
        return new BadOptionException(spec.commandLine(), option, problem);
    }
}
