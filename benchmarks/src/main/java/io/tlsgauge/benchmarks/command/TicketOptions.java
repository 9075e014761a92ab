package io.tlsgauge.benchmarks.command;

import io.tlsgauge.benchmarks.transport.TicketKeyFileWatcher;
import io.tlsgauge.engine.crypto.Crypto;
import io.tlsgauge.engine.crypto.FastKeyErasureRandom;
import io.tlsgauge.engine.session.RotatingTicketKeyring;
import io.tlsgauge.engine.session.SharedTicketKeys;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** Whether a server gives tickets, and by which keys. */
final class TicketOptions {
    private static final String ROTATION = "1h";
    private static final String SHORTEST = "1s";
    private static final String LONGEST_LIFETIME = "7d";
    private static final String LONGEST_ROTATION = "30d";
    /** Two looks, after which another content is taken, are within a second. */
    private static final long KEY_CHECK_MILLIS = 400;

    @Option(names = "--no-tickets", description = "Issue and take no session tickets.")
    private boolean noTickets;

    @Option(
            names = "--ticket-keys",
            paramLabel = "FILE",
            description = "Ticket keys shared by servers: lines of 'openssl rand -base64 48', the first seals;"
                    + " read again within a second of a change. 'rotate-ticket-keys' rotates them.")
    private Path keys;

    @Option(
            names = "--ticket-rotation",
            paramLabel = "TIME",
            description = "How long a ticket key seals, such as 30m or 12h, where no file is shared. Default: "
                    + ROTATION + ".")
    private String rotation;

    @Option(
            names = "--ticket-lifetime",
            paramLabel = "TIME",
            description = "How long tickets resume a session after its full handshake. Default: 2h.")
    private String lifetime;

    @Option(
            names = "--ticket-window",
            paramLabel = "TIME",
            description = "How long a ticket key still opens after it has stopped sealing. Default: the lifetime.")
    private String window;

    boolean areGiven() {
        return !noTickets;
    }

    boolean areKeysShared() {
        return keys != null;
    }

    TicketKeyFileWatcher watcher() {
        return new TicketKeyFileWatcher(keys, System.err::println);
    }

    /**
     * The keys, if there is any use for them.
     *
     * @param otherUse whether they have one beside tickets
     * @param sessionLifetime of tickets, unless told
     */
    Optional<RotatingTicketKeyring> keyring(
            CommandLine command,
            Crypto crypto,
            TicketKeyFileWatcher watcher,
            boolean otherUse,
            Duration sessionLifetime) {
        if (noTickets && !otherUse) {
            refuseWithoutTickets(command, "--ticket-keys", keys);
            refuseWithoutTickets(command, "--ticket-rotation", rotation);
            refuseWithoutTickets(command, "--ticket-lifetime", lifetime);
            refuseWithoutTickets(command, "--ticket-window", window);
            return Optional.empty();
        }
        Duration sealed = duration(command, "--ticket-lifetime", lifetime, sessionLifetime, SHORTEST, LONGEST_LIFETIME);
        Duration open = duration(command, "--ticket-window", window, sealed, "0s", LONGEST_ROTATION);
        FastKeyErasureRandom random = new FastKeyErasureRandom();
        if (keys == null) {
            String given = rotation == null ? ROTATION : rotation;
            Duration sealing = duration(command, "--ticket-rotation", given, null, SHORTEST, LONGEST_ROTATION);
            try {
                return Optional.of(RotatingTicketKeyring.generated(crypto, random, sealing, sealed, open));
            } catch (IllegalArgumentException e) {
                throw new BadOptionException(
                        command,
                        "--ticket-rotation",
                        "'" + given + "': more than " + RotatingTicketKeyring.MAX_KEYS
                                + " keys would open at a time: rotate less often, or shorten --ticket-window");
            }
        }
        if (rotation != null) {
            throw new BadOptionException(
                    command,
                    "--ticket-rotation",
                    "contradicts --ticket-keys: rotate the file by rotate-ticket-keys, as by a timer");
        }
        SharedTicketKeys shared = OptionFile.read(command, "--ticket-keys", watcher::read);
        try {
            return Optional.of(
                    RotatingTicketKeyring.shared(crypto, random, sealed, open, shared, System.currentTimeMillis()));
        } finally {
            shared.wipe();
        }
    }

    /** Waits for the end, and looks after the file of keys meanwhile. */
    void await(CountDownLatch end, Optional<RotatingTicketKeyring> keyring, TicketKeyFileWatcher watcher)
            throws InterruptedException {
        if (keys == null) {
            end.await();
            return;
        }
        while (!end.await(KEY_CHECK_MILLIS, TimeUnit.MILLISECONDS)) {
            watcher.check(keyring.orElseThrow(), System.currentTimeMillis());
        }
    }

    private static void refuseWithoutTickets(CommandLine command, String option, Object given) {
        if (given != null) {
            throw new BadOptionException(command, "--no-tickets", "contradicts " + option + ": give one of them");
        }
    }

    private static Duration duration(
            CommandLine command, String option, String value, Duration otherwise, String least, String most) {
        if (value == null) {
            return otherwise;
        }
        try {
            return DurationValue.parse(value, least, most);
        } catch (IllegalArgumentException e) {
            throw new BadOptionException(command, option, e.getMessage());
        }
    }
}
