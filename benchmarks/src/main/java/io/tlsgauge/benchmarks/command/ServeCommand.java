package io.tlsgauge.benchmarks.command;

import io.tlsgauge.benchmarks.metrics.MetricsEndpoint;
import io.tlsgauge.benchmarks.store.RedisSessionCache;
import io.tlsgauge.benchmarks.store.StoreCounters;
import io.tlsgauge.benchmarks.transport.ServerLimits;
import io.tlsgauge.benchmarks.transport.Threading;
import io.tlsgauge.benchmarks.transport.TicketKeyFileWatcher;
import io.tlsgauge.benchmarks.transport.TlsServer;
import io.tlsgauge.engine.config.ServerConfig;
import io.tlsgauge.engine.crypto.Crypto;
import io.tlsgauge.engine.session.CompactSessionCache;
import io.tlsgauge.engine.session.RotatingTicketKeyring;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import picocli.CommandLine;
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
    private static final int MAX_RENEGOTIATIONS = 16;

    @Spec
    private CommandSpec spec;

    @Mixin
    private TlsOptions tls;

    @Option(names = "--host", defaultValue = "127.0.0.1", description = "Address to listen on. Default: 127.0.0.1.")
    private String host;

    @Option(names = "--port", defaultValue = "8443", description = "Port, 0 for a free one. Default: 8443.")
    private int port;

    @Option(
            names = "--metrics-port",
            paramLabel = "PORT",
            description = "Also answer http://HOST:PORT/metrics with the counters, for Prometheus; 0 for a free one.")
    private Integer metricsPort;

    @Mixin
    private ServerIdentityOptions identity;

    @Option(
            names = "--renegotiation",
            description = "Let clients start further handshakes on a connection, 16 at the most (RFC 5746).")
    private boolean renegotiation;

    @Option(
            names = "--sessions",
            paramLabel = "N",
            defaultValue = "20480",
            description = "Sessions kept for resumption by ID, 0 for none. Default: 20480.")
    private int sessions;

    @Mixin
    private SessionStoreOptions sessionStore;

    @Mixin
    private TicketOptions tickets;

    @Mixin
    private ServerLimitOptions limitOptions;

    @Option(names = "--verbose", description = "Tell of each failed connection on standard error.")
    private boolean verbose;

    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile boolean failed;

    @Override
    public Integer call() throws IOException, InterruptedException {
        CommandLine command = spec.commandLine();
        WholeNumber.require(command, "--port", port, 0, 65535);
        WholeNumber.require(command, "--sessions", sessions, 0, 100_000_000);
        if (metricsPort != null) {
            WholeNumber.require(command, "--metrics-port", metricsPort, 0, 65535);
        }
        ServerLimits limits = limitOptions.limits(command);
        Threading threading = limitOptions.threading(command);
        sessionStore.validate(command, tickets.areKeysShared());

        Crypto crypto = tls.crypto(command);
        ServerConfig.Builder config = ServerConfig.builder()
                .maxRenegotiations(renegotiation ? MAX_RENEGOTIATIONS : 0)
                .applicationProtocols(List.of("http/1.1"))
                .delegateTasks(true);
        identity.apply(command, crypto, config);
        tls.apply(command, config);
        TicketKeyFileWatcher watcher = tickets.watcher();
        Optional<RotatingTicketKeyring> keyring =
                tickets.keyring(command, crypto, watcher, sessionStore.isGiven(), SESSION_LIFETIME);
        keyring.filter(any -> tickets.areGiven()).ifPresent(config::ticketKeyring);
        Optional<RedisSessionCache> store = keyring.flatMap(ring -> sessionStore.open(command, ring));
        Optional<CompactSessionCache> cache = store.isEmpty() && sessions > 0
                ? Optional.of(new CompactSessionCache(crypto.prf(), sessions, SESSION_LIFETIME))
                : Optional.empty();
        store.ifPresent(config::sessionCache);
        cache.ifPresent(config::sessionCache);

        TlsServer server = start(config.build(), threading, limits);
        Optional<MetricsEndpoint> metrics =
                metrics(server, cache.map(kept -> kept::size), store.map(RedisSessionCache::counters));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, metrics, store), "tlsgauge-stop"));
        server.failure().thenAcceptAsync(cause -> fail(cause, server, metrics, store));
        identity.tellThrowAwayRoot();
        tls.tellPick();
        metrics.ifPresent(endpoint ->
                System.out.println("metrics on http://" + new HostAndPort(host, endpoint.port()) + "/metrics"));
        System.out.println(
                "listening on " + new HostAndPort(host, server.address().getPort()));
        System.out.flush();
        tickets.await(stopped, keyring, watcher);
        return failed ? ExitCode.FAILED : ExitCode.DONE;
    }

    private TlsServer start(ServerConfig config, Threading threading, ServerLimits limits) throws IOException {
        Consumer<String> notes = verbose ? System.err::println : line -> {};
        try {
            return TlsServer.start(config, address(port), threading, limits, notes);
        } catch (BindException e) {
            throw taken("--port", port);
        }
    }

    private Optional<MetricsEndpoint> metrics(
            TlsServer server, Optional<IntSupplier> sessionCount, Optional<StoreCounters> sharedStore)
            throws IOException {
        if (metricsPort == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(MetricsEndpoint.open(address(metricsPort), server, sessionCount, sharedStore));
        } catch (BindException e) {
            server.close();
            throw taken("--metrics-port", metricsPort);
        }
    }

    private InetSocketAddress address(int onPort) {
        try {
            return new InetSocketAddress(InetAddress.getByName(host), onPort);
        } catch (UnknownHostException e) {
            throw bad("--host", "'" + host + "' is no address of this machine");
        }
    }

    private void fail(
            Throwable cause, TlsServer server, Optional<MetricsEndpoint> metrics, Optional<RedisSessionCache> store) {
        System.err.println("an event loop failed, and the server ends: " + cause);
        failed = true;
        stop(server, metrics, store);
    }

    /** Calling again changes nothing. */
    private synchronized void stop(
            TlsServer server, Optional<MetricsEndpoint> metrics, Optional<RedisSessionCache> store) {
        if (stopped.getCount() == 0) {
            return;
        }
        try {
            server.close();
        } catch (IOException e) {
            System.err.println("the listener could not be closed: " + e.getMessage());
        }
        metrics.ifPresent(MetricsEndpoint::close);
        System.out.println(server.counters());
        store.ifPresent(cache -> System.out.println("session store: " + cache.counters()));
        System.out.flush();
        stopped.countDown();
    }

    private BadOptionException taken(String option, int number) {
        return bad(
                option,
                "'" + number + "' on " + host + " can't be had: it is in use, or not allowed;"
                        + " give another, or 0 for a free one");
    }

    private BadOptionException bad(String option, String problem) {
        return new BadOptionException(spec.commandLine(), option, problem);
    }
}
