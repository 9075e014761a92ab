package io.tlsgauge.benchmarks.command;

import io.tlsgauge.benchmarks.environment.Finding;
import io.tlsgauge.benchmarks.environment.JdkHome;
import io.tlsgauge.benchmarks.environment.MachineCheck;
import io.tlsgauge.benchmarks.measurement.ForkArguments;
import io.tlsgauge.benchmarks.measurement.Measurement;
import io.tlsgauge.benchmarks.measurement.MeasurementException;
import io.tlsgauge.benchmarks.measurement.Profile;
import io.tlsgauge.benchmarks.measurement.Progress;
import io.tlsgauge.benchmarks.measurement.Trial;
import io.tlsgauge.results.compare.EqualRuns;
import io.tlsgauge.results.run.EqualRunsSpread;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code doctor}: can this machine measure at all? */
@Command(
        name = "doctor",
        description = "Tells whether this machine is fit to measure on, and the smallest difference that it can show:"
                + " the same benchmark twice, interleaved. Exits with 1 if it is unfit.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionProvider.class)
final class DoctorCommand implements Callable<Integer> {
    private static final int FEWEST_ROUNDS = 2;
    private static final int MOST_ROUNDS = 1000;

    /** Short operations that allocate: nothing else is as sensitive to what a machine does. */
    private static final Trial TRIAL = new Trial(
            "\\.HandshakeBenchmark\\.handshake$",
            1,
            Map.of(
                    "kind", "SESSION_ID",
                    "provider", "jdk",
                    "suite", "TLS_RSA_WITH_AES_128_GCM_SHA256",
                    "keyBits", "2048"));

    private static final Profile PROFILE = new Profile("doctor", 10, 40, 40, 30, Profile.TURN, 4);

    @Spec
    private CommandSpec spec;

    @Option(names = "--short", description = "Only look; do not measure. Takes about a second.")
    private boolean onlyLook;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "10",
            description = "Forks of either side of the A/A run; 10 take under 3 minutes. Default: 10.")
    private String rounds;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "runs",
            description = "Where run folders are: the spread is written beside them, the A/A run's own into DIR/doctor."
                    + " Default: runs.")
    private Path out;

    @Option(names = "--json", description = "Print the answer as JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException, InterruptedException {
        int chosen = rounds();
        if (Files.exists(out) && !Files.isDirectory(out)) {
            throw new BadOptionException(spec.commandLine(), "--out", "'" + out + "' is a file: give a folder");
        }
        List<Finding> findings = new MachineCheck().findings();
        Optional<EqualRunsSpread> spread = Optional.empty();
        Optional<String> failure = Optional.empty();
        if (!onlyLook) {
            try {
                spread = Optional.of(spread(chosen));
            } catch (MeasurementException e) {
                // what was looked at may tell why
                failure = Optional.ofNullable(e.getMessage());
            }
        }
        DoctorAnswer answer = DoctorAnswer.of(findings, spread);
        System.out.print(json ? answer.json() : answer.text());
        if (failure.isPresent()) {
            System.err.println(failure.get());
            return ExitCode.FAILED;
        }
        return answer.fit() ? ExitCode.DONE : ExitCode.NO;
    }

    private EqualRunsSpread spread(int chosen) throws MeasurementException, IOException {
        JdkHome jdk = JdkHome.current(ForkArguments.measured());
        Measurement measurement = Measurement.begin(
                out.resolve("doctor"),
                spec.commandLine().getParseResult().originalArgs(),
                List.of(jdk, jdk),
                PROFILE.withRounds(chosen),
                List.of(TRIAL),
                new SecureRandom().nextInt(Integer.MAX_VALUE),
                new Progress(System.err, Terminal.isWatched()));
        measurement.run();
        EqualRunsSpread spread = EqualRuns.spread(
                measurement.folders().get(0), measurement.folders().get(1));
        spread.write(out);
        return spread;
    }

    private int rounds() {
        return (int) WholeNumber.of(spec.commandLine(), "--rounds", rounds, FEWEST_ROUNDS, MOST_ROUNDS);
    }
}
