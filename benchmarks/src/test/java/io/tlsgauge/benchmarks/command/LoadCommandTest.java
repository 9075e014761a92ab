package io.tlsgauge.benchmarks.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tlsgauge.benchmarks.Main;
import io.tlsgauge.benchmarks.transport.TicketKeyFileRotation;
import io.tlsgauge.results.latency.LatencyLog;
import io.tlsgauge.results.load.ArrivalKind;
import io.tlsgauge.results.load.LoadFolder;
import io.tlsgauge.results.load.LoadResult;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code load} as a user meets it. */
class LoadCommandTest {
    @TempDir
    static Path folder;

    /** {@code serve} in a JVM of its own. */
    private record Server(Process process, BufferedReader output, String address) implements AutoCloseable {
        static Server start(String options) throws IOException {
            Process process = CommandLineProcess.start(("serve --port 0 " + options).strip());
            BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
            return new Server(process, output, CommandLineProcess.await(output, "listening on "));
        }

        /** Ends it; gives what it says it has done. */
        String counters() throws IOException {
            process.toHandle().destroy();
            return CommandLineProcess.await(output, "accepted ");
        }

        @Override
        public void close() throws IOException {
            process.destroyForcibly();
            output.close();
        }
    }

    @Test
    void resultsOfTwoProcessesMergeWithoutLoss() throws Exception {
        try (Server server = Server.start("")) {
            String load = "load " + server.address + " --rate 50 --duration 2s --clients 10 --arrivals poisson --out ";
            CompletableFuture<CommandLineProcess.Outcome> one = start(load + folder.resolve("one"));
            CompletableFuture<CommandLineProcess.Outcome> other = start(load + folder.resolve("other"));
            for (CommandLineProcess.Outcome outcome : List.of(one.get(), other.get())) {
                assertEquals(ExitCode.DONE, outcome.exitCode(), outcome.err());
                assertTrue(outcome.out().contains("all honest"), outcome.out());
            }

            List<LoadResult> parts =
                    List.of(LoadFolder.read(folder.resolve("one")), LoadFolder.read(folder.resolve("other")));
            LoadResult merged = LoadResult.merge(parts);

            assertEquals(2, merged.generators().size());
            assertEquals(0, merged.failed());
            for (ArrivalKind kind : List.of(ArrivalKind.FULL, ArrivalKind.SESSION_ID, ArrivalKind.TICKET)) {
                LatencyLog logs = LatencyLog.merge(List.of(
                        LatencyLog.read(folder.resolve("one/latency/" + kind + ".hlog")),
                        LatencyLog.read(folder.resolve("other/latency/" + kind + ".hlog"))));
                assertEquals(logs.count(), merged.kind(kind).done());
                assertEquals(
                        logs.percentileNanos(99), merged.kind(kind).latency().percentileNanos(99));
            }
            String counters = server.counters();
            assertEquals(merged.kind(ArrivalKind.SESSION_ID).done(), count(counters, "SESSION_ID"));
            assertEquals(merged.kind(ArrivalKind.TICKET).done(), count(counters, "TICKET"));
            // Each process has looked whether the server is there, and then given each client a session.
            assertEquals(merged.kind(ArrivalKind.FULL).done() + 2 + 20, count(counters, "FULL"));
        }
    }

    @Test
    void interruptedLoadKeepsWhatItMeasured() throws Exception {
        try (Server server = Server.start("")) {
            Process load = CommandLineProcess.start("load " + server.address
                    + " --rate 100 --duration 10m --clients 10 --out " + folder.resolve("interrupted"));
            try (BufferedReader err = load.errorReader(StandardCharsets.UTF_8);
                    BufferedReader out = load.inputReader(StandardCharsets.UTF_8)) {
                assertEquals(" have a session; the load begins", CommandLineProcess.await(err, "10 of 10 clients"));
                load.toHandle().destroy();
                assertTrue(CommandLineProcess.await(out, "127.0.0.1").endsWith(", interrupted"));
                assertTrue(load.waitFor(60, TimeUnit.SECONDS));
            } finally {
                load.destroyForcibly();
            }
            LoadResult result = LoadFolder.read(folder.resolve("interrupted"));
            assertTrue(result.generators().get(0).interrupted());
            assertEquals(0, result.failed());
        }
    }

    /** Those who say ClientHello and no more hold their connections, until there is no descriptor for another. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void loadThatRunsOutOfDescriptorsGoesOnAndSaysSo() throws Exception {
        // A class that is first used then is read from a file that is open already, as users have it.
        Path jar = folder.resolve("benchmarks.jar");
        String classes = Path.of(Main.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI())
                .toString();
        assertEquals(
                0,
                ToolProvider.findFirst("jar")
                        .orElseThrow()
                        .run(System.out, System.err, "--create", "--file", jar.toString(), "-C", classes, "."));
        try (Server server = Server.start("")) {
            Process load = CommandLineProcess.start(
                    List.of(jar),
                    "load " + server.address
                            + " --rate 200 --duration 6s --mix full=100 --clients 10 --hostile hello-only=90 --p99 30s --out "
                            + folder.resolve("descriptors"));
            try (BufferedReader err = load.errorReader(StandardCharsets.UTF_8)) {
                CommandLineProcess.await(err, "10 of 10 clients");
                long open;
                try (Stream<Path> descriptors = Files.list(Path.of("/proc/" + load.pid() + "/fd"))) {
                    open = descriptors.count();
                }
                assertEquals(
                        0,
                        new ProcessBuilder("prlimit", "--pid", Long.toString(load.pid()), "--nofile=" + (open + 30))
                                .inheritIO()
                                .start()
                                .waitFor());
                CommandLineProcess.await(err, "OUT OF FILE DESCRIPTORS");
                assertTrue(load.waitFor(60, TimeUnit.SECONDS));
            } finally {
                load.destroyForcibly();
            }
            LoadResult result = LoadFolder.read(folder.resolve("descriptors"));
            assertTrue(result.generators().get(0).outOfDescriptors());
            assertTrue(result.kind(ArrivalKind.FULL).done() > 0);
        }
    }

    @Test
    void ticketsAreRefusedOnceTheirKeyIsLostAndTheObjectiveIsKeptAgain() throws Exception {
        Path keys = folder.resolve("keys");
        TicketKeyFileRotation.rotate(keys, 0);
        try (Server server = Server.start("--ticket-keys " + keys)) {
            Path out = folder.resolve("key-loss");
            CommandLineProcess.Outcome outcome = CommandLineCall.execute("load " + server.address
                    + " --rate 50 --duration 6s --mix full=0,ticket=100 --clients 20 --p99 30s --server-pid "
                    + server.process.pid() + " --storm key-loss:" + keys + " --out " + out);

            assertEquals(ExitCode.DONE, outcome.exitCode(), outcome.err());
            assertTrue(
                    outcome.out().contains("p99 of 30000 ms: kept from the moment the storm was over"), outcome.out());
            assertTrue(outcome.out().contains("s of processor time"), outcome.out());
            LoadResult result = LoadFolder.read(out);
            assertEquals(0, result.failed());
            assertTrue(result.kind(ArrivalKind.TICKET_REFUSED).done() > 0, outcome.out());
            // Each client has a new ticket thereafter.
            assertTrue(result.kind(ArrivalKind.TICKET_REFUSED).done() < 100, outcome.out());
        }
    }

    @Test
    void ticketsOfTheOldKeyAreTakenWhereItIsRotated() throws Exception {
        Path keys = folder.resolve("rotated-keys");
        TicketKeyFileRotation.rotate(keys, 0);
        String before = Files.readString(keys);
        try (Server server = Server.start("--ticket-keys " + keys)) {
            Path out = folder.resolve("key-rotation");
            CommandLineProcess.Outcome outcome = CommandLineCall.execute("load " + server.address
                    + " --rate 50 --duration 5s --mix full=0,ticket=100 --clients 20 --p99 30s --storm key-rotation:"
                    + keys + " --out " + out);

            assertEquals(ExitCode.DONE, outcome.exitCode(), outcome.err());
            assertNotEquals(before, Files.readString(keys));
            LoadResult result = LoadFolder.read(out);
            assertEquals(0, result.failed());
            assertEquals(0, result.refused());
            assertEquals(result.due(), result.kind(ArrivalKind.TICKET).done());
        }
    }

    @Test
    void highestRateIsSearchedAndAMissedObjectiveIsNo() throws Exception {
        try (Server server = Server.start("")) {
            CommandLineProcess.Outcome search = CommandLineCall.execute(
                    "load " + server.address
                            + " --find-max --rate 1 --warm-up 1s --duration 1s --repeats 1 --mix full=100 --clients 1 --p99 1us --json");
            assertEquals(ExitCode.NO, search.exitCode(), search.err());
            assertTrue(search.out().contains("\"lowestMissed\""), search.out());
            assertTrue(search.err().contains("warming up for 1 s"), search.err());

            CommandLineProcess.Outcome missed = CommandLineCall.execute(
                    "load " + server.address + " --rate 20 --duration 1s --clients 10 --p99 1us --json --request /");
            assertEquals(ExitCode.NO, missed.exitCode(), missed.err());
            assertTrue(missed.out().contains("\"objectiveKept\" : false"), missed.out());
            assertTrue(missed.out().contains("\"firstByte\" : {"), missed.out());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            load                                       | HOST:PORT
            load localhost --rate 1                    | HOST:PORT: 'localhost': give a host and a port
            load nosuch.invalid:443 --rate 1           | HOST:PORT: 'nosuch.invalid' is not known: give a host that resolves
            load localhost:1 --rate 1                  | refuses connections: is a server listening there?
            load localhost:1                           | --rate: is missing
            load localhost:1 --rate 0                  | --rate: '0': give a number of arrivals a second above 0
            load localhost:1 --rate -5                 | --rate: '-5': give a number of arrivals a second above 0
            load localhost:1 --rate many               | --rate: 'many': give a number of arrivals a second above 0
            load localhost:1 --steps 10,0              | --steps: '0': give a number of arrivals a second above 0
            load localhost:1 --steps 10 --rate 5       | --steps: contradicts --rate: give one of them
            load localhost:1 --rate 1 --ramp-to x      | --ramp-to: 'x': give a number
            load localhost:1 --rate 1 --arrivals often | --arrivals: 'often': give constant, poisson, or bursts:N
            load localhost:1 --rate 1 --arrivals bursts:0 | --arrivals: 'bursts:0': give constant
            load localhost:1 --rate 1 --mix full=20,id=30 | --mix: 'full=20,id=30' adds up to 50: give percentages that add up to 100
            load localhost:1 --rate 1 --mix half=100   | --mix: 'half=100': give each of full, id and ticket once at the most
            load localhost:1 --rate 1 --mix full=50,full=50 | --mix: 'full=50,full=50': give each of full, id and ticket once at the most
            load localhost:1 --rate 1 --mix full       | --mix: 'full': give each of full, id and ticket once at the most
            load localhost:1 --rate 1 --duration 0s    | --duration: '0s': give a whole number and a unit
            load localhost:1 --rate 1 --duration 7d    | from 1s to 2h
            load localhost:1 --rate 1 --warm-up 15     | --warm-up: '15': give a whole number and a unit
            load localhost:1 --rate 1 --clients 1      | --clients: '1': give a whole number from
            load localhost:1 --rate 1 --threads 0      | --threads: '0': give a whole number from 1 to 256
            load localhost:1 --rate 1 --connections 0  | --connections: '0': give a whole number from 1 to
            load localhost:1 --rate 1 --connections 999999999 | --connections: '999999999': give a whole number from 1 to
            load localhost:1 --rate 1 --timeout 0      | --timeout: '0': give a whole number from 1 to 3600
            load localhost:1 --rate 1 --request x      | --request: 'x': give a path that begins with /
            load localhost:1 --rate 1 --p99 5          | --p99: '5': give a time with its unit, such as 800us, 5ms or 1s
            load localhost:1 --find-max                | --find-max: needs an objective: give --p99
            load localhost:1 --find-max --p99 5ms --steps 1,2 | --find-max: contradicts --steps
            load localhost:1 --find-max --p99 5ms --out x | --out: --find-max has no single result to write
            load localhost:1 --find-max --p99 5ms --rate 0.5 | --rate: '0.5': --find-max begins at 1 or more
            load localhost:1 --find-max --p99 5ms --repeats 0 | --repeats: '0': give a whole number from 1 to 99
            load localhost:1 --rate 1 --p99 5ms --storm rain | --storm: 'rain': choose of reconnect, key-rotation, key-loss, small-cache
            load localhost:1 --rate 1 --storm reconnect | --storm: needs an objective
            load localhost:1 --rate 1 --p99 5ms --storm key-loss | --storm: 'key-loss': name the file that the server has as --ticket-keys
            load localhost:1 --rate 1 --p99 5ms --storm reconnect --duration 2s | --duration: '2s': --storm takes the middle third: give 5s or more
            load localhost:1 --rate 1 --p99 5ms --hostile rude=5 | --hostile: 'rude=5': give forged-ticket, unknown-id, hello-only, never-read with percents
            load localhost:1 --rate 1 --p99 5ms --hostile hello-only=95 | --hostile: 'hello-only=95': the shares add up to 95: leave 10 for honest clients
            load localhost:1 --rate 1 --server-pid 0   | --server-pid: '0' is no process of this machine that can be watched
            load localhost:1 --rate 1 --ca nosuch      | --ca: there is no file 'nosuch'
            load localhost:1 --rate 1 --seed x         | 'load --help' tells what there is
            """)
    void badInputIsOneLineThatNamesTheMend(String arguments, String line) throws Exception {
        CommandLineProcess.Outcome outcome = CommandLineCall.execute(arguments);

        assertEquals(ExitCode.BAD_INPUT, outcome.exitCode(), outcome.err());
        assertTrue(outcome.err().contains(line), outcome.err());
        assertEquals(1, outcome.err().lines().count(), outcome.err());
    }

    @Test
    void outThatIsAFileIsRefused() throws Exception {
        Path file = Files.createFile(folder.resolve("taken"));

        CommandLineProcess.Outcome outcome = CommandLineCall.execute("load localhost:1 --rate 1 --out " + file);

        assertEquals(ExitCode.BAD_INPUT, outcome.exitCode());
        assertTrue(outcome.err().startsWith("--out: '" + file + "' is a file: give a folder"), outcome.err());
    }

    @Test
    void outThatCannotBeCreatedIsRefusedBeforeAnythingIsMeasured() throws Exception {
        Path below = Files.createFile(folder.resolve("leaf")).resolve("below");

        CommandLineProcess.Outcome outcome = CommandLineCall.execute("load localhost:1 --rate 1 --out " + below);

        assertEquals(ExitCode.BAD_INPUT, outcome.exitCode());
        assertTrue(outcome.err().startsWith("--out: '" + below + "' can't be created"), outcome.err());
    }

    private static CompletableFuture<CommandLineProcess.Outcome> start(String arguments) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return CommandLineProcess.execute(arguments);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private static long count(String counters, String kind) {
        Matcher matcher = Pattern.compile(kind + " (\\d+)").matcher(counters);
        assertTrue(matcher.find(), counters);
        return Long.parseLong(matcher.group(1));
    }
}
