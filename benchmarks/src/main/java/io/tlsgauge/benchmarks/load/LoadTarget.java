package io.tlsgauge.benchmarks.load;

import io.tlsgauge.engine.config.ClientConfig;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Objects;

/**
 * The server under load, or several that share their sessions, and how clients speak to it.
 *
 * @param addresses where they listen; each arrival goes to one that is drawn
 * @param serverName the name that is asked for
 * @param withIds the settings of clients that remember session IDs: they know no tickets
 * @param withTickets the settings of clients that remember tickets
 */
public record LoadTarget(
        List<InetSocketAddress> addresses, String serverName, ClientConfig withIds, ClientConfig withTickets) {
    public LoadTarget {
        addresses = List.copyOf(addresses);
        Objects.requireNonNull(serverName, "serverName");
        if (addresses.isEmpty()) {
            throw new IllegalArgumentException("a load needs a server");
        }
        if (withIds.requestTickets() || !withTickets.requestTickets()) {
            throw new IllegalArgumentException("clients with tickets ask for them, the others do not");
        }
    }
}
