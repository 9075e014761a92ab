package io.tlsgauge.benchmarks.command;

import io.tlsgauge.benchmarks.certificate.Pem;
import io.tlsgauge.benchmarks.load.LoadException;
import io.tlsgauge.benchmarks.load.LoadGenerator;
import io.tlsgauge.benchmarks.load.LoadTarget;
import io.tlsgauge.benchmarks.load.RateSearch;
import io.tlsgauge.benchmarks.load.RateTrial;
import io.tlsgauge.benchmarks.load.ServerProcess;
import io.tlsgauge.benchmarks.transport.TicketKeyFileRotation;
import io.tlsgauge.benchmarks.transport.TlsClient;
import io.tlsgauge.results.load.ClientTls;
import io.tlsgauge.results.load.HighestRate;
import io.tlsgauge.results.load.LoadAnswer;
import io.tlsgauge.results.load.LoadFolder;
import io.tlsgauge.results.load.LoadPlan;
import io.tlsgauge.results.load.LoadResult;
import io.tlsgauge.results.load.Storm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code load}: open-loop load on any TLS 1.2 server. */
@Command(
        name = "load",
        description = "Loads a TLS 1.2 server with handshakes at their own times, whether it keeps up or not; latencies"
                + " count from when each should have started. Connections end by close_notify, and by a reset once"
                + " the server has closed them too, so that no port waits. Exit code 1 if an objective was missed.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionProvider.class)
final class LoadCommand implements Callable<Integer> {
    private static final String SERVER = "HOST:PORT";
    private static final int MOST_SERVERS = 1000;
    private static final double CLOSENESS = 0.05;
    private static final int MOST_REPEATS = 99;
    private static final long MOST_TO_WRITE_SECONDS = 60;
    private static final int KEYS_THAT_STILL_OPEN = 2;

    @Spec
    private CommandSpec spec;

    @Mixin
    private TlsOptions tls;

    @Mixin
    private LoadOptions options;

    @Parameters(
            paramLabel = SERVER,
            description = "The server, as in localhost:8443 or [::1]:8443; several, that share their sessions, are"
                    + " separated by commas.")
    private String server;

    @Option(
            names = "--find-max",
            description = "Search the highest rate that keeps --p99: double it until it is missed, then halve the"
                    + " distance until 5 %% are left, and try the rate missed once more.")
    private boolean findMax;

    @Option(
            names = "--repeats",
            paramLabel = "N",
            defaultValue = "3",
            description = "With --find-max, loads a step, of which most must keep the objective. Default: 3.")
    private int repeats;

    @Option(names = "--ca", paramLabel = "FILE", description = "Believe only chains of these CAs, PEM.")
    private Path ca;

    @Option(names = "--insecure", description = "Believe any certificate, as is done without --ca.")
    private boolean insecure;

    @Option(names = "--servername", paramLabel = "NAME", description = "The name asked for. Default: HOST.")
    private String serverName;

    @Option(
            names = "--server-pid",
            paramLabel = "PID",
            description = "The server's process on this machine: tells its processor time.")
    private Long serverPid;

    @Option(names = "--out", paramLabel = "DIR", description = "Write load.json and latency/KIND.hlog into a folder.")
    private Path out;

    @Option(names = "--json", description = "Print the answer as JSON.")
    private boolean json;

    private final CountDownLatch told = new CountDownLatch(1);
    private volatile boolean interrupted;

    @Override
    public Integer call() throws IOException {
        ClientTls spoken =
                tls.inWords(spec.commandLine(), Optional.ofNullable(serverName), Optional.ofNullable(authorities()));
        LoadPlan plan = options.plan(spec.commandLine(), server, spoken, findMax);
        Duration warmUp = options.warmUp(findMax);
        WholeNumber.require(spec.commandLine(), "--repeats", repeats, 1, MOST_REPEATS);
        if (findMax && out != null) {
            throw bad("--out", "--find-max has no single result to write: leave it out, or take --json");
        }
        if (out != null) {
            createOut();
        }
        Optional<ServerProcess> watched = serverProcess();
        LoadTarget target = target(spoken);
        try (LoadGenerator generator = LoadGenerator.open(target, plan)) {
            Thread interruption = new Thread(() -> interrupt(generator), "tlsgauge-interruption");
            Runtime.getRuntime().addShutdownHook(interruption);
            generator.warmUp(new WarmUpProgress(System.err, plan.clients()));
            warmUp(generator, plan, warmUp);
            if (interrupted) {
                System.err.println("interrupted before the load began: nothing was measured");
                return ExitCode.FAILED;
            }
            tellBegin(generator, plan);
            int exitCode = findMax ? search(generator, plan, watched) : load(generator, plan, watched);
            if (!interrupted) {
                Runtime.getRuntime().removeShutdownHook(interruption);
            }
            return exitCode;
        } catch (LoadException e) {
            System.err.println(e.getMessage());
            return ExitCode.FAILED;
        } finally {
            told.countDown();
        }
    }

    /** Before anything is measured, which would be lost where it can't be written. */
    private void createOut() {
        if (Files.exists(out) && !Files.isDirectory(out)) {
            throw bad("--out", "'" + out + "' is a file: give a folder");
        }
        try {
            Files.createDirectories(out);
        } catch (IOException e) {
            throw bad("--out", "'" + out + "' can't be created: give a folder that can");
        }
        if (!Files.isWritable(out)) {
            throw bad("--out", "'" + out + "' can't be written to: give a folder that can");
        }
    }

    private void warmUp(LoadGenerator generator, LoadPlan plan, Duration time) throws LoadException {
        if (time.isZero() || interrupted) {
            return;
        }
        System.err.printf(Locale.ROOT, "warming up for %,d s, which does not count%n", time.toSeconds());
        LoadProgress progress = new LoadProgress(System.err, Terminal.isWatched(), Optional.empty(), Optional.empty());
        generator.run(plan.warmUp(time.toMillis()), progress);
        progress.end();
        if (!interrupted) {
            // what failed in it may have cost clients their sessions
            generator.warmUp(new WarmUpProgress(System.err, plan.clients()));
        }
    }

    private static void tellBegin(LoadGenerator generator, LoadPlan plan) {
        System.err.printf(
                Locale.ROOT,
                "%,d of %,d clients have a session; the load begins%n",
                generator.warmClients(),
                plan.clients());
    }

    private int load(LoadGenerator generator, LoadPlan plan, Optional<ServerProcess> watched)
            throws IOException, LoadException {
        LoadProgress progress = new LoadProgress(System.err, Terminal.isWatched(), rotation(plan), watched);
        LoadResult result = generator.run(plan, progress);
        progress.end();
        LoadAnswer answer = LoadAnswer.of(result);
        System.out.print(json ? answer.json() : answer.text());
        answer.warnings().forEach(System.err::println);
        if (out != null) {
            System.out.flush();
            LoadFolder.write(out, result);
        }
        if (result.done() == 0 && !interrupted) {
            System.err.println(answer.errors().entrySet().stream()
                    .max(Comparator.comparing(Map.Entry::getValue))
                    .map(most -> "no handshake was done; most failed so: " + most.getKey())
                    .orElse("no handshake was done: none was due"));
            return ExitCode.FAILED;
        }
        return answer.objectiveKept().orElse(true) ? ExitCode.DONE : ExitCode.NO;
    }

    private int search(LoadGenerator generator, LoadPlan plan, Optional<ServerProcess> watched) throws LoadException {
        RateTrial trial = new RateTrial(generator, plan, repeats, watched, () -> !interrupted);
        RateSearch search = new RateSearch(
                rate -> {
                    HighestRate.Step step = trial.at(rate);
                    (json ? System.err : System.out).println(step.text());
                    return step;
                },
                LoadOptions.MOST_RATE,
                CLOSENESS);
        try {
            search.run(plan.arrivals().meanRate());
        } catch (LoadException e) {
            if (!interrupted) {
                throw e;
            }
        }
        HighestRate found = search.found(
                plan.target(),
                plan.objective().orElseThrow().toString(),
                plan.mix().toString());
        System.out.print(json ? found.json() : found.text());
        return found.highestKept().isPresent() ? ExitCode.DONE : ExitCode.NO;
    }

    /** What a storm of ticket keys does to their file. */
    private Optional<LoadProgress.Act> rotation(LoadPlan plan) {
        int kept = plan.storm().filter(Storm.KEY_LOSS::equals).isPresent() ? 0 : KEYS_THAT_STILL_OPEN;
        return options.ticketKeys().map(file -> () -> TicketKeyFileRotation.rotate(file, kept));
    }

    /** Ends the load, and gives it the time to tell what was measured. */
    private void interrupt(LoadGenerator generator) {
        if (told.getCount() == 0) {
            return;
        }
        interrupted = true;
        generator.stop();
        try {
            told.await(MOST_TO_WRITE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Shakes hands once with each server, so that one that can't be spoken to is told before anything is measured. */
    private LoadTarget target(ClientTls spoken) throws IOException {
        List<ServerProbe> probes = Arrays.stream(server.split(",", MOST_SERVERS))
                .map(each -> ServerProbe.of(spec.commandLine(), SERVER, each, options.timeout()))
                .toList();
        LoadTarget target = LoadTarget.of(
                probes.stream().map(ServerProbe::address).toList(),
                probes.get(0).server().host(),
                spoken);
        TlsClient client =
                new TlsClient(target.withTickets(), target.serverName(), Duration.ofSeconds(options.timeout()));
        probes.forEach(probe -> probe.shakeHands(client, Optional.empty()));
        tls.tellPick();
        return target;
    }

    /** The CAs of {@code --ca}, PEM; null without it. */
    private String authorities() {
        if (insecure && ca != null) {
            throw bad("--insecure", "contradicts --ca: give one of them");
        }
        return ca == null
                ? null
                : OptionFile.read(spec.commandLine(), "--ca", () -> Pem.text(Pem.readCertificates(ca)));
    }

    /** {@code --server-pid}'s. */
    private Optional<ServerProcess> serverProcess() {
        Optional<ServerProcess> process = Optional.ofNullable(serverPid).flatMap(ServerProcess::of);
        if (serverPid != null && process.isEmpty()) {
            throw bad("--server-pid", "'" + serverPid + "' is no process of this machine that can be watched");
        }
        return process;
    }

    private BadOptionException bad(String option, String problem) {
        return new BadOptionException(spec.commandLine(), option, problem);
    }
}
