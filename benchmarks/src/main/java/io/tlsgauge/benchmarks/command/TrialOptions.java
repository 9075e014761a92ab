package io.tlsgauge.benchmarks.command;

import io.tlsgauge.benchmarks.environment.SplitProcessors;
import io.tlsgauge.benchmarks.measurement.Trial;
import io.tlsgauge.engine.crypto.CipherSuite;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** Which handshakes {@code run} measures. */
final class TrialOptions {
    /** All of them. */
    static final List<String> NAMES =
            List.of("--kinds", "--threads", "--providers", "--suites", "--key-bits", "--server");

    private static final String BENCHMARK = "\\.HandshakeBenchmark\\.handshake$";
    private static final String SERVER = "\\.ServerHandshakeBenchmark\\.handshake$";
    private static final String SOCKET = "\\.SocketHandshakeBenchmark\\.handshake$";

    /** As busy as servers are that keep an objective, or less: what is between this and all busy is interpolated. */
    private static final String HALF_BUSY = "50";

    private static final int MOST_THREADS = 1024;

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
            description =
                    "Crypto providers, each a name, a mix such as rsa=bc,prf=jdk,cipher=jdk, or auto, for which the"
                            + " fastest mix here is found once, said and measured. Default: jdk.")
    private String providers;

    @Option(
            names = "--suites",
            paramLabel = "SUITE,...",
            defaultValue = "TLS_RSA_WITH_AES_128_GCM_SHA256",
            description = "Cipher suites. Default: TLS_RSA_WITH_AES_128_GCM_SHA256.")
    private String suites;

    @Option(
            names = "--key-bits",
            paramLabel = "N,...",
            defaultValue = "2048",
            description = "Sizes of the server's RSA key: 2048, 3072, 4096. Default: 2048.")
    private String keyBits;

    @Option(
            names = "--server",
            description =
                    "Measure what a plan reads best instead: the server alone, and what a connection costs it over"
                            + " loopback TCP; twice as long.")
    private boolean server;

    /**
     * What they choose, every combination.
     *
     * @throws BadOptionException if one has a value that it cannot have
     */
    List<Trial> trials(CommandLine commandLine) {
        Set<Integer> chosenThreads = threadCounts(commandLine);
        List<String> chosenKinds = values(commandLine, "--kinds", BenchmarkParameter.KIND, kinds);
        List<String> chosenSuites = values(commandLine, "--suites", BenchmarkParameter.SUITE, suites);
        List<String> chosenKeyBits = values(commandLine, "--key-bits", BenchmarkParameter.KEY_BITS, keyBits);
        Set<String> chosenProviders = providers(commandLine, chosenSuites);
        List<Trial> trials = new ArrayList<>();
        for (String provider : chosenProviders) {
            for (String suite : chosenSuites) {
                for (String bits : chosenKeyBits) {
                    for (String kind : chosenKinds) {
                        Map<String, String> params =
                                Map.of("kind", kind, "provider", provider, "suite", suite, "keyBits", bits);
                        trials.addAll(of(params, chosenThreads));
                    }
                }
            }
        }
        return trials;
    }

    private List<Trial> of(Map<String, String> params, Set<Integer> threadCounts) {
        List<Trial> trials = new ArrayList<>();
        for (int count : threadCounts) {
            trials.add(new Trial(server ? SERVER : BENCHMARK, count, params));
        }
        if (server) {
            int clients = SplitProcessors.orShared().load().size();
            trials.add(new Trial(SOCKET, clients, params));
            Map<String, String> halfBusy = new HashMap<>(params);
            halfBusy.put(BenchmarkParameter.BUSY_PERCENT.label(), HALF_BUSY);
            trials.add(new Trial(SOCKET, clients, halfBusy));
        }
        return trials;
    }

    /** The providers by their names and mixes: the forks, and the results, know of no {@code auto}. */
    private Set<String> providers(CommandLine commandLine, List<String> chosenSuites) {
        List<CipherSuite> spoken =
                chosenSuites.stream().map(CipherSuite::ofName).toList();
        Set<String> chosen = new LinkedHashSet<>();
        for (String provider : values(commandLine, "--providers", BenchmarkParameter.PROVIDER, providers)) {
            chosen.add(AutoProvider.of(provider, spoken).told());
        }
        return chosen;
    }

    private static List<String> values(
            CommandLine commandLine, String option, BenchmarkParameter parameter, String list) {
        List<String> values = parameter.values(list);
        for (String value : values) {
            try {
                parameter.check(value);
            } catch (IllegalArgumentException e) {
                throw new BadOptionException(commandLine, option, e.getMessage());
            }
        }
        return values;
    }

    private Set<Integer> threadCounts(CommandLine commandLine) {
        Set<Integer> counts = new LinkedHashSet<>();
        if (threads == null) {
            counts.add(1);
            counts.add(Runtime.getRuntime().availableProcessors());
            return counts;
        }
        for (String count : threads.split(",", -1)) {
            if (!count.matches("[0-9]{1,4}") || Integer.parseInt(count) < 1 || Integer.parseInt(count) > MOST_THREADS) {
                throw new BadOptionException(
                        commandLine,
                        "--threads",
                        "'" + count + "': give whole numbers from 1 to " + MOST_THREADS
                                + " with commas between, as in 1,2,4");
            }
            counts.add(Integer.parseInt(count));
        }
        return counts;
    }
}
