package io.tlsgauge.benchmarks.command;

import io.tlsgauge.benchmarks.certificate.Pem;
import io.tlsgauge.benchmarks.transport.TlsClient;
import io.tlsgauge.engine.certificate.CertificateVerifier;
import io.tlsgauge.engine.certificate.PkixVerifier;
import io.tlsgauge.engine.config.ClientConfig;
import io.tlsgauge.engine.session.HandshakeKind;
import io.tlsgauge.engine.session.Session;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** {@code connect}: the engine as a client. */
@Command(
        name = "connect",
        description = "Shakes hands with a server once in full, then resumes; exit code 1 if none was resumed.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionProvider.class)
final class ConnectCommand implements Callable<Integer> {
    private static final int MOST_RESUMPTIONS = 1_000_000;

    private static final String SERVER = "HOST:PORT";

    /** How the client asks for a resumption. */
    enum Offer {
        ID,
        TICKET,
        BOTH
    }

    /** A connection, as {@code --json} prints it. */
    record Row(
            HandshakeKind kind,
            String suite,
            boolean extendedMasterSecret,
            double connectMicros,
            double handshakeMicros) {}

    @Spec
    private CommandSpec spec;

    @Mixin
    private TlsOptions tls;

    @Parameters(paramLabel = SERVER, description = "The server, as in localhost:8443 or [::1]:8443.")
    private String server;

    @Option(names = "--resume", paramLabel = "N", defaultValue = "0", description = "Resumptions. Default: 0.")
    private int resume;

    @Option(names = "--ca", paramLabel = "FILE", description = "Trusted CAs, PEM. Default: the JDK's.")
    private Path ca;

    @Option(names = "--insecure", description = "Believe any certificate.")
    private boolean insecure;

    @Option(names = "--offer", paramLabel = "id|ticket|both", defaultValue = "both", description = "Default: both.")
    private String offer;

    @Option(names = "--servername", paramLabel = "NAME", description = "The name asked for. Default: HOST.")
    private String serverName;

    @Option(names = "--timeout", paramLabel = "SECONDS", defaultValue = "10", description = "Default: 10.")
    private int timeout;

    @Option(names = "--json", description = "Print as JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        Offer chosen = offer();
        WholeNumber.require(spec.commandLine(), "--resume", resume, 0, MOST_RESUMPTIONS);
        if (timeout < 1 || timeout > 3600) {
            throw bad("--timeout", "'" + timeout + "': give a whole number of seconds from 1 to 3600");
        }
        ClientConfig.Builder config =
                ClientConfig.builder().verifier(verifier()).requestTickets(chosen != Offer.ID);
        tls.apply(spec.commandLine(), config);
        ServerProbe probe = ServerProbe.of(spec.commandLine(), SERVER, server, timeout);
        String name = serverName == null ? probe.server().host() : serverName;
        TlsClient client = new TlsClient(config.build(), name, Duration.ofSeconds(timeout));
        List<Row> rows = new ArrayList<>();
        Optional<Session> session = Optional.empty();
        for (int i = 0; i <= resume; i++) {
            TlsClient.Outcome outcome = probe.shakeHands(client, session);
            session = Optional.of(offered(outcome.summary().session(), chosen));
            if (rows.isEmpty()) {
                tls.tellPick();
            }
            Row row = new Row(
                    outcome.summary().kind(),
                    outcome.summary().cipherSuite().name(),
                    outcome.summary().extendedMasterSecret(),
                    outcome.connectNanos() / 1000.0,
                    outcome.handshakeNanos() / 1000.0);
            rows.add(row);
            if (!json) {
                System.out.printf(
                        Locale.ROOT,
                        "%-10s  %s  connect %.1f us  handshake %.1f us%n",
                        row.kind(),
                        row.suite(),
                        row.connectMicros(),
                        row.handshakeMicros());
            }
        }
        if (json) {
            System.out.println(JsonMapper.shared().writeValueAsString(rows));
        }
        boolean resumed = rows.stream().anyMatch(row -> row.kind() != HandshakeKind.FULL);
        if (resume > 0 && !resumed) {
            System.err.println("the server resumed none of " + resume + " sessions offered");
            return ExitCode.NO;
        }
        return ExitCode.DONE;
    }

    private static Session offered(Session session, Offer offer) {
        return offer == Offer.TICKET ? session.withId(new byte[0]) : session;
    }

    private Offer offer() {
        for (Offer known : Offer.values()) {
            if (known.name().toLowerCase(Locale.ROOT).equals(offer)) {
                return known;
            }
        }
        throw bad("--offer", "'" + offer + "': choose of id, ticket, both");
    }

    private CertificateVerifier verifier() {
        if (insecure && ca != null) {
            throw bad("--insecure", "contradicts --ca: give one of them");
        }
        if (insecure) {
            return (presented, at) -> {};
        }
        if (ca == null) {
            return PkixVerifier.systemDefault();
        }
        try {
            return PkixVerifier.of(Pem.readCertificates(ca));
        } catch (IOException e) {
            throw bad("--ca", e.getMessage());
        }
    }

    private BadOptionException bad(String option, String problem) {
        return new BadOptionException(spec.commandLine(), option, problem);
    }
}
