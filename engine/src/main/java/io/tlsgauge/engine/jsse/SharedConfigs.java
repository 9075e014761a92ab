package io.tlsgauge.engine.jsse;

import io.tlsgauge.engine.config.ClientConfig;
import io.tlsgauge.engine.config.ServerConfig;
import io.tlsgauge.engine.crypto.CipherSuite;
import io.tlsgauge.engine.session.TicketKeyring;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The settings that all engines of a context share, made once.
 *
 * <p>Nearly all engines of a context are set alike, so the last settings of either side are kept; an engine that is set
 * otherwise has its own made. Making them for every engine cost a third of a resumption.
 */
final class SharedConfigs {
    private volatile Optional<Kept<ServerSettings, ServerConfig>> server = Optional.empty();
    private volatile Optional<Kept<ClientSettings, ClientConfig>> client = Optional.empty();

    /** What tells two servers' settings apart. */
    record ServerSettings(
            List<CipherSuite> cipherSuites,
            List<String> applicationProtocols,
            boolean prefersClientOrder,
            TicketKeyring keyring) {}

    /** What tells two clients' settings apart. */
    record ClientSettings(List<CipherSuite> cipherSuites, List<String> applicationProtocols) {}

    private record Kept<S, C>(S settings, C config) {}

    ServerConfig server(ServerSettings settings, Supplier<ServerConfig> maker) {
        Optional<Kept<ServerSettings, ServerConfig>> kept = server;
        if (kept.isEmpty() || !kept.get().settings().equals(settings)) {
            kept = Optional.of(new Kept<>(settings, maker.get()));
            server = kept;
        }
        return kept.get().config();
    }

    ClientConfig client(ClientSettings settings, Supplier<ClientConfig> maker) {
        Optional<Kept<ClientSettings, ClientConfig>> kept = client;
        if (kept.isEmpty() || !kept.get().settings().equals(settings)) {
            kept = Optional.of(new Kept<>(settings, maker.get()));
            client = kept;
        }
        return kept.get().config();
    }
}
