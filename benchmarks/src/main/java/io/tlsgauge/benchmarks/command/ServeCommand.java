package io.tlsgauge.benchmarks.command;

import io.tlsgauge.benchmarks.certificate.CertificateChain;
import io.tlsgauge.benchmarks.certificate.Pem;
import io.tlsgauge.benchmarks.transport.ServerLimits;
import io.tlsgauge.benchmarks.transport.TlsServer;
import io.tlsgauge.engine.certificate.PkixVerifier;
import io.tlsgauge.engine.config.ClientAuthentication;
import io.tlsgauge.engine.config.Identity;
import io.tlsgauge.engine.config.ServerConfig;
import io.tlsgauge.engine.crypto.Crypto;
import io.tlsgauge.engine.crypto.FastKeyErasureRandom;
import io.tlsgauge.engine.session.RotatingTicketKeyring;
import io.tlsgauge.engine.session.StripedSessionCache;
import io.tlsgauge.engine.session.TicketKeyFile;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.PrivateKey;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code serve}: the engine as a TLS server. */
@Command(
        name = "serve",
        description = "Serves TLS: each HTTP request is answered with a page that tells suite, kind and counters.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionProvider.class)
final class ServeCommand implements Callable<Integer> {
    private static final Duration SESSION_LIFETIME = Duration.ofHours(2);
    private static final Duration TICKET_KEY_ROTATION = Duration.ofHours(1);
    private static final int MAX_RENEGOTIATIONS = 16;
    private static final long TICKET_KEY_CHECK_SECONDS = 5;

    @Spec
    private CommandSpec spec;

    @Mixin
    private TlsOptions tls;

    @Option(names = "--host", defaultValue = "127.0.0.1", description = "Address to listen on. Default: 127.0.0.1.")
    private String host;

    @Option(names = "--port", defaultValue = "8443", description = "Port, 0 for a free one. Default: 8443.")
    private int port;

    @Option(
            names = "--cert",
            paramLabel = "FILE",
            description = "The server's chain, PEM; again for a key of another type or another host."
                    + " Default: a throw-away one.")
    private List<Path> certs = List.of();

    @Option(names = "--key", paramLabel = "FILE", description = "The private key, PEM, not encrypted; one a --cert.")
    private List<Path> keys = List.of();

    @Option(
            names = "--client-ca",
            paramLabel = "FILE",
            description = "Take only clients with a certificate of these CAs, PEM. Default: clients need none.")
    private Path clientCa;

    @Option(
            names = "--renegotiation",
            description = "Let clients start further handshakes on a connection, 16 at the most (RFC 5746).")
    private boolean renegotiation;

    @Option(names = "--threads", paramLabel = "N", description = "Event loops. Default: one a processor.")
    private Integer threads;

    @Option(
            names = "--sessions",
            paramLabel = "N",
            defaultValue = "20480",
            description = "Sessions kept for resumption by ID, 0 for none. Default: 20480.")
    private int sessions;

    @Option(names = "--no-tickets", description = "Issue and take no session tickets.")
    private boolean noTickets;

    @Option(
            names = "--ticket-keys",
            paramLabel = "FILE",
            description = "Ticket keys shared by servers: lines of 'openssl rand -base64 48', the first seals;"
                    + " read again when the file changes.")
    private Path ticketKeys;

    @Option(
            names = "--max-connections",
            paramLabel = "N",
            defaultValue = "10000",
            description = "Open connections at the most. Default: 10000.")
    private int maxConnections;

    @Option(names = "--handshake-timeout", paramLabel = "SECONDS", defaultValue = "10", description = "Default: 10.")
    private int handshakeTimeout;

    @Option(names = "--idle-timeout", paramLabel = "SECONDS", defaultValue = "60", description = "Default: 60.")
    private int idleTimeout;

    @Option(names = "--verbose", description = "Tell of each failed connection on standard error.")
    private boolean verbose;

    private Optional<X509Certificate> throwAwayRoot = Optional.empty();
    private final CountDownLatch stopped = new CountDownLatch(1);

    @Override
    public Integer call() throws IOException, InterruptedException {
        require("--port", port, 0, 65535);
        require("--sessions", sessions, 0, 100_000_000);
        require("--max-connections", maxConnections, 1, 1_000_000);
        require("--handshake-timeout", handshakeTimeout, 1, 3600);
        require("--idle-timeout", idleTimeout, 1, 86_400);
        int loops = threads == null ? Runtime.getRuntime().availableProcessors() : threads;
        require("--threads", loops, 1, 1024);
        ServerLimits limits = new ServerLimits(
                loops, maxConnections, Duration.ofSeconds(handshakeTimeout), Duration.ofSeconds(idleTimeout));

        Crypto crypto = tls.crypto(spec.commandLine());
        ServerConfig.Builder config = ServerConfig.builder()
                .identities(identities(crypto))
                .maxRenegotiations(renegotiation ? MAX_RENEGOTIATIONS : 0)
                .applicationProtocols(List.of("http/1.1"))
                .delegateTasks(true);
        tls.apply(spec.commandLine(), config);
        if (sessions > 0) {
            config.sessionCache(new StripedSessionCache(sessions, SESSION_LIFETIME));
        }
        if (clientCa != null) {
            List<X509Certificate> authorities = read("--client-ca", () -> Pem.readCertificates(clientCa));
            config.clientAuthentication(
                    ClientAuthentication.NEEDED,
                    PkixVerifier.of(authorities),
                    authorities.stream()
                            .map(X509Certificate::getSubjectX500Principal)
                            .toList());
        }
        Optional<RotatingTicketKeyring> keyring = keyring(crypto);
        keyring.ifPresent(config::ticketKeyring);
        Consumer<String> notes = verbose ? System.err::println : line -> {};
        TlsServer server = start(config.build(), limits, notes);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server), "tlsgauge-stop"));
        InetSocketAddress address = server.address();
        if (throwAwayRoot.isPresent()) {
            Path ca = Files.createTempFile("tlsgauge-ca-", ".pem");
            Pem.write(ca, throwAwayRoot.get());
            System.out.println("throw-away chain; its CA is in " + ca);
        }
        System.out.println("listening on " + new HostAndPort(host, address.getPort()));
        System.out.flush();
        watchTicketKeys(keyring);
        return ExitCode.DONE;
    }

    private TlsServer start(ServerConfig config, ServerLimits limits, Consumer<String> notes) throws IOException {
        InetAddress address;
        try {
            address = InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            throw bad("--host", "'" + host + "' is no address of this machine");
        }
        try {
            return TlsServer.start(config, new InetSocketAddress(address, port), limits, notes);
        } catch (BindException e) {
            throw bad(
                    "--port",
                    "'" + port + "' on " + host + " can't be had: it is in use, or not allowed;"
                            + " give another, or 0 for a free one");
        }
    }

    private void stop(TlsServer server) {
        try {
            server.close();
        } catch (IOException e) {
            System.err.println("the listener could not be closed: " + e.getMessage());
        }
        System.out.println(server.counters());
        System.out.flush();
        stopped.countDown();
    }

    private List<Identity> identities(Crypto crypto) throws IOException {
        if (certs.size() != keys.size()) {
            throw bad(
                    certs.size() < keys.size() ? "--key" : "--cert",
                    "is given alone: give --cert and --key in pairs, or none of them");
        }
        if (certs.isEmpty()) {
            CertificateChain chain = CertificateChain.rsa(2048);
            throwAwayRoot = Optional.of(chain.root());
            return List.of(Identity.of(crypto, chain.chain(), chain.key()));
        }
        List<Identity> identities = new ArrayList<>();
        for (int i = 0; i < certs.size(); i++) {
            identities.add(identity(crypto, certs.get(i), keys.get(i)));
        }
        return identities;
    }

    private Identity identity(Crypto crypto, Path cert, Path key) throws IOException {
        List<X509Certificate> chain = read("--cert", () -> Pem.readCertificates(cert));
        PrivateKey privateKey = read("--key", () -> Pem.readPrivateKey(key));
        try {
            chain.get(0).checkValidity();
            return Identity.of(crypto, chain, privateKey);
        } catch (CertificateExpiredException | CertificateNotYetValidException e) {
            throw bad(
                    "--cert",
                    "'" + cert + "' is valid only from "
                            + chain.get(0).getNotBefore().toInstant() + " to "
                            + chain.get(0).getNotAfter().toInstant() + ": give one that is valid now");
        } catch (IllegalArgumentException e) {
            throw bad("--key", "'" + key + "': " + e.getMessage());
        }
    }

    private Optional<RotatingTicketKeyring> keyring(Crypto crypto) {
        if (noTickets && ticketKeys != null) {
            throw bad("--no-tickets", "contradicts --ticket-keys: give one of them");
        }
        if (noTickets) {
            return Optional.empty();
        }
        FastKeyErasureRandom random = new FastKeyErasureRandom();
        if (ticketKeys == null) {
            return Optional.of(RotatingTicketKeyring.generated(crypto, random, TICKET_KEY_ROTATION, SESSION_LIFETIME));
        }
        List<byte[]> material = read("--ticket-keys", () -> TicketKeyFile.read(ticketKeys));
        return Optional.of(RotatingTicketKeyring.shared(crypto, random, SESSION_LIFETIME, material));
    }

    /** Waits for the end, and reads the ticket keys again whenever their file has changed. */
    private void watchTicketKeys(Optional<RotatingTicketKeyring> keyring) throws IOException, InterruptedException {
        FileTime seen = ticketKeys == null ? null : Files.getLastModifiedTime(ticketKeys);
        while (!stopped.await(TICKET_KEY_CHECK_SECONDS, TimeUnit.SECONDS)) {
            try {
                if (seen != null && !seen.equals(Files.getLastModifiedTime(ticketKeys))) {
                    seen = Files.getLastModifiedTime(ticketKeys);
                    keyring.orElseThrow().replaceKeys(TicketKeyFile.read(ticketKeys));
                }
            } catch (IOException e) {
                System.err.println("--ticket-keys: " + e.getMessage() + "; the old keys stay");
            }
        }
    }

    private <T> T read(String option, Reading<T> reading) {
        try {
            return reading.read();
        } catch (NoSuchFileException e) {
            throw bad(option, "there is no file '" + e.getMessage() + "': give one that exists");
        } catch (IOException e) {
            throw bad(option, e.getMessage());
        }
    }

    private interface Reading<T> {
        T read() throws IOException;
    }

    private void require(String option, int value, int least, int most) {
        if (value < least || value > most) {
            throw bad(option, "'" + value + "': give a whole number from " + least + " to " + most);
        }
    }

    private BadOptionException bad(String option, String problem) {
        return new BadOptionException(spec.commandLine(), option, problem);
    }
}
