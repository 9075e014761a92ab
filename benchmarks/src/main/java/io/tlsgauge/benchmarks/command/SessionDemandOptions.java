package io.tlsgauge.benchmarks.command;

import io.tlsgauge.results.plan.SessionDemand;
import java.time.Duration;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** What a plan is to know of clients that come back: how many, and how long sessions and tickets are kept. */
final class SessionDemandOptions {
    private static final String LONGEST = "365d";
    private static final long MOST = 1_000_000_000_000L;

    @Option(
            names = "--clients",
            paramLabel = "N",
            description = "How many clients there are: tells the hit ratio of the session cache, and renewed tickets.")
    private String clients;

    @Option(
            names = "--skew",
            paramLabel = "S",
            defaultValue = "0",
            description = "How much oftener some clients come: the exponent of Zipf's law, 0 to 2. Default: 0.")
    private String skew;

    @Option(
            names = "--lifetime",
            paramLabel = "TIME",
            defaultValue = "2h",
            description = "How long a session is resumed by its ID. Default: 2h.")
    private String lifetime;

    @Option(
            names = "--cache-size",
            paramLabel = "N",
            description = "Sessions that the servers keep, all together. Default: as many as there are.")
    private String cacheSize;

    @Option(
            names = "--bytes-per-session",
            paramLabel = "N",
            description =
                    "Memory of a session in the cache. Default: what SessionCacheBenchmark measured, where the run"
                            + " holds it; else 126.")
    private String bytesPerSession;

    @Option(names = "--ticket-lifetime", paramLabel = "TIME", defaultValue = "2h", description = "Default: 2h.")
    private String ticketLifetime;

    @Option(
            names = "--ticket-rotation",
            paramLabel = "TIME",
            defaultValue = "1h",
            description = "How long a ticket key seals. Default: 1h.")
    private String ticketRotation;

    @Option(
            names = "--ticket-window",
            paramLabel = "TIME",
            description = "How long a ticket key opens after it has sealed. Default: the lifetime.")
    private String ticketWindow;

    @Option(
            names = "--ticket-bytes",
            paramLabel = "N",
            defaultValue = "" + SessionDemand.ENGINES_TICKET_BYTES,
            description = "The length of a ticket. Default: ${DEFAULT-VALUE}, the engine's for a host's name of 20"
                    + " letters.")
    private String ticketBytes;

    SessionDemand demand(CommandLine command) {
        Duration forTickets = duration(command, "--ticket-lifetime", ticketLifetime, "1s");
        return new SessionDemand(
                clients == null
                        ? OptionalLong.empty()
                        : OptionalLong.of(WholeNumber.of(command, "--clients", clients, 1, MOST)),
                DecimalNumber.of(command, "--skew", skew, 0, 2),
                duration(command, "--lifetime", lifetime, "1s"),
                cacheSize == null
                        ? OptionalLong.empty()
                        : OptionalLong.of(WholeNumber.of(command, "--cache-size", cacheSize, 1, MOST)),
                bytesPerSession == null
                        ? OptionalDouble.empty()
                        : OptionalDouble.of(DecimalNumber.of(command, "--bytes-per-session", bytesPerSession, 1, 1e6)),
                forTickets,
                duration(command, "--ticket-rotation", ticketRotation, "1s"),
                ticketWindow == null ? forTickets : duration(command, "--ticket-window", ticketWindow, "0s"),
                (int) WholeNumber.of(command, "--ticket-bytes", ticketBytes, 1, 1 << 14));
    }

    private static Duration duration(CommandLine command, String option, String value, String least) {
        try {
            return DurationValue.parse(value, least, LONGEST);
        } catch (IllegalArgumentException e) {
            throw new BadOptionException(command, option, e.getMessage());
        }
    }
}
