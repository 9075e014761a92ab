package io.tlsgauge.benchmarks.command;

import io.tlsgauge.benchmarks.store.RedisSessionCache;
import io.tlsgauge.engine.session.TicketKeyring;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** The options of {@code serve} for a store that servers share. */
final class SessionStoreOptions {
    private static final int MAX_TIMEOUT_MILLIS = 10_000;

    @Option(
            names = "--session-store",
            paramLabel = "HOST:PORT",
            description = "Redis that servers share, for resumption by ID at any of them; instead of --sessions. Needs"
                    + " --ticket-keys, by which sessions are sealed. Where it is slow or gone handshakes are full.")
    private String store;

    @Option(
            names = "--session-store-timeout",
            paramLabel = "MILLISECONDS",
            description = "The longest wait for the session store. Default: 20.")
    private Integer timeoutMillis;

    boolean isGiven() {
        return store != null;
    }

    /** Refuses what can't be, before anything is opened. */
    void validate(CommandLine command, boolean ticketKeys) {
        if (!isGiven()) {
            if (timeoutMillis != null) {
                throw new BadOptionException(
                        command, "--session-store-timeout", "is given without a store: add --session-store HOST:PORT");
            }
            return;
        }
        if (!ticketKeys) {
            throw new BadOptionException(
                    command,
                    "--session-store",
                    "'" + store + "': servers that share sessions seal them by the same keys: add --ticket-keys FILE");
        }
        if (command.getParseResult().hasMatchedOption("--sessions")) {
            throw new BadOptionException(command, "--session-store", "contradicts --sessions: give one of them");
        }
        if (timeoutMillis != null) {
            WholeNumber.require(command, "--session-store-timeout", timeoutMillis, 1, MAX_TIMEOUT_MILLIS);
        }
        address(command);
    }

    /** The store, if one is given; that it can't be reached is said, and no reason not to start. */
    Optional<RedisSessionCache> open(CommandLine command, TicketKeyring keyring) {
        if (!isGiven()) {
            return Optional.empty();
        }
        Duration patience = Duration.ofMillis(timeoutMillis == null ? 20 : timeoutMillis);
        RedisSessionCache cache = new RedisSessionCache(
                address(command), keyring, patience, RedisSessionCache.PAUSE, System.err::println);
        if (!cache.awaitConnection()) {
            System.err.println(
                    "--session-store: '" + store + "' can't be reached: handshakes are full until Redis answers there");
        }
        return Optional.of(cache);
    }

    private InetSocketAddress address(CommandLine command) {
        HostAndPort target;
        try {
            target = HostAndPort.parse(store);
        } catch (IllegalArgumentException e) {
            throw new BadOptionException(command, "--session-store", e.getMessage());
        }
        InetSocketAddress address = new InetSocketAddress(target.host(), target.port());
        if (address.isUnresolved()) {
            throw new BadOptionException(
                    command, "--session-store", "'" + store + "': there is no host '" + target.host() + "'");
        }
        return address;
    }
}
