package io.tlsgauge.benchmarks.metrics;

import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.exporter.httpserver.HTTPServer;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.tlsgauge.benchmarks.store.StoreCounters;
import io.tlsgauge.benchmarks.transport.ServerCounters;
import io.tlsgauge.benchmarks.transport.TlsServer;
import io.tlsgauge.engine.session.HandshakeKind;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import java.util.function.IntSupplier;

/** Answers {@code GET /metrics} with what a server counts. Nothing is computed until it is asked for. */
public final class MetricsEndpoint implements AutoCloseable {
    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final TlsServer server;
    private final HTTPServer http;

    private MetricsEndpoint(
            InetSocketAddress address,
            TlsServer server,
            Optional<IntSupplier> sessions,
            Optional<StoreCounters> sharedStore)
            throws IOException {
        this.server = server;
        handshakes(server.counters());
        connections(server.counters());
        work();
        sessions.ifPresent(size -> gauge("tlsgauge_sessions", "Sessions kept for resumption by ID.", size::getAsInt));
        sharedStore.ifPresent(this::store);
        this.http = HTTPServer.builder()
                .inetAddress(address.getAddress())
                .port(address.getPort())
                .registry(registry)
                .buildAndStart();
    }

    /**
     * Listens and answers.
     *
     * @param sessions how many sessions are kept, where they are kept here
     * @param sharedStore what is had of the store that servers share, where they share one
     * @throws IOException if the address can't be listened on
     */
    public static MetricsEndpoint open(
            InetSocketAddress address,
            TlsServer server,
            Optional<IntSupplier> sessions,
            Optional<StoreCounters> sharedStore)
            throws IOException {
        return new MetricsEndpoint(address, server, sessions, sharedStore);
    }

    /** The port on which it listens. */
    public int port() {
        return http.getPort();
    }

    @Override
    public void close() {
        http.close();
    }

    private void handshakes(ServerCounters counters) {
        CounterWithCallback.builder()
                .name("tlsgauge_handshakes_total")
                .help("Handshakes that were finished.")
                .labelNames("kind")
                .callback(counted -> {
                    for (HandshakeKind kind : HandshakeKind.values()) {
                        counted.call(counters.handshakes(kind), kind.name());
                    }
                })
                .register(registry);
        CounterWithCallback.builder()
                .name("tlsgauge_handshakes_failed_total")
                .help("Handshakes and connections that ended in a fatal alert, sent or received; but those shed.")
                .labelNames("alert")
                .callback(
                        counted -> counters.failures().forEach((alert, count) -> counted.call(count, alert.toString())))
                .register(registry);
        registry.register(counters.durations());
        counter("handshakes_shed", "Handshakes refused since too many waited.", counters::sheddings);
        counter("handshakes_left", "Handshakes whose client left before their end.", counters::departures);
        counter("tickets_refused", "Tickets offered but not taken.", counters::ticketsRefused);
    }

    private void connections(ServerCounters counters) {
        counter("connections_accepted", "Connections accepted.", counters::accepted);
        counter("connections_refused", "Connections closed at once since too many were open.", counters::refusals);
        counter("connections_timed_out", "Connections closed since they took too long.", counters::timeouts);
        counter("requests", "Requests answered.", counters::requests);
        counter("received_bytes", "Bytes received.", counters::bytesReceived);
        counter("sent_bytes", "Bytes sent.", counters::bytesSent);
        gauge("tlsgauge_connections_open", "Connections open now.", counters::open);
    }

    private void work() {
        gauge("tlsgauge_handshakes_waiting", "Handshakes that wait for RSA now.", server::waitingHandshakes);
        gauge(
                "tlsgauge_handshakes_waiting_limit",
                "How many may wait.",
                () -> server.limits().maxWaitingHandshakes());
    }

    private void store(StoreCounters counters) {
        CounterWithCallback.builder()
                .name("tlsgauge_session_store_lookups_total")
                .help("Look-ups in the shared session store, and those left out since it had failed.")
                .labelNames("result")
                .callback(counted -> {
                    counted.call(counters.hits(), "found");
                    counted.call(counters.misses(), "not_found");
                    counted.call(counters.timeouts(), "timed_out");
                    counted.call(counters.skipped(), "left_out");
                })
                .register(registry);
        counter("session_store_stored", "Sessions that the shared store has confirmed.", counters::stored);
        counter(
                "session_store_dropped",
                "Sessions, and removals of such, that were not sent to the shared store.",
                counters::dropped);
        counter(
                "session_store_failures",
                "Look-ups and writes that the shared store refused, or that failed on the way.",
                counters::failures);
    }

    private void counter(String name, String help, DoubleSupplier value) {
        CounterWithCallback.builder()
                .name("tlsgauge_" + name + "_total")
                .help(help)
                .callback(counted -> counted.call(value.getAsDouble()))
                .register(registry);
    }

    private void gauge(String name, String help, DoubleSupplier value) {
        GaugeWithCallback.builder()
                .name(name)
                .help(help)
                .callback(seen -> seen.call(value.getAsDouble()))
                .register(registry);
    }
}
