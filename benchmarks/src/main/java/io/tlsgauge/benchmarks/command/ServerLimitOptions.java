package io.tlsgauge.benchmarks.command;

import io.tlsgauge.benchmarks.transport.ServerLimits;
import io.tlsgauge.benchmarks.transport.Threading;
import java.time.Duration;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** What a server bears, and on which threads. */
final class ServerLimitOptions {
    private static final int WAITING_A_THREAD = 256;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Event loops, and threads for RSA. Default: one a processor of each.")
    private Integer threads;

    @Option(names = "--event-loops", description = "Serve connections on --threads event loops. The default.")
    private boolean eventLoops;

    @Option(
            names = "--virtual-threads",
            description = "Serve each connection on a virtual thread instead; RSA stays on --threads. JDK 21 or newer.")
    private boolean virtualThreads;

    @Option(
            names = "--max-connections",
            paramLabel = "N",
            defaultValue = "10000",
            description = "Open connections at the most. Default: 10000.")
    private int maxConnections;

    @Option(
            names = "--max-waiting-handshakes",
            paramLabel = "N",
            description = "Full handshakes that may wait for RSA; further ones are refused by internal_error at once,"
                    + " while resumptions go on. Default: " + WAITING_A_THREAD + " for each of --threads.")
    private Integer maxWaiting;

    @Option(names = "--handshake-timeout", paramLabel = "SECONDS", defaultValue = "10", description = "Default: 10.")
    private int handshakeTimeout;

    @Option(names = "--idle-timeout", paramLabel = "SECONDS", defaultValue = "60", description = "Default: 60.")
    private int idleTimeout;

    ServerLimits limits(CommandLine command) {
        int loops = threads == null ? Runtime.getRuntime().availableProcessors() : threads;
        WholeNumber.require(command, "--threads", loops, 1, 1024);
        WholeNumber.require(command, "--max-connections", maxConnections, 1, 1_000_000);
        int waiting = maxWaiting == null ? WAITING_A_THREAD * loops : maxWaiting;
        WholeNumber.require(command, "--max-waiting-handshakes", waiting, 1, 1_000_000);
        WholeNumber.require(command, "--handshake-timeout", handshakeTimeout, 1, 3600);
        WholeNumber.require(command, "--idle-timeout", idleTimeout, 1, 86_400);
        return new ServerLimits(
                loops, maxConnections, waiting, Duration.ofSeconds(handshakeTimeout), Duration.ofSeconds(idleTimeout));
    }

    Threading threading(CommandLine command) {
        if (eventLoops && virtualThreads) {
            throw new BadOptionException(command, "--virtual-threads", "contradicts --event-loops: give one of them");
        }
        Threading chosen = virtualThreads ? Threading.VIRTUAL_THREADS : Threading.EVENT_LOOPS;
        if (!chosen.isHere()) {
            throw new BadOptionException(
                    command,
                    "--virtual-threads",
                    "JDK " + Runtime.version().feature() + " has none: run it on JDK 21 or newer, or leave it out");
        }
        return chosen;
    }
}
