package io.tlsgauge.results.load;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * How the clients of a load speak TLS, in words that a process on any machine can be told.
 *
 * @param provider who does their cryptography
 * @param suites the cipher suites that they offer, the most wanted first; empty for all that their provider has
 * @param serverName the name that they ask for; empty for the host's
 * @param authorities the CAs that they believe, PEM; empty if they believe any chain
 */
public record ClientTls(
        String provider, List<String> suites, Optional<String> serverName, Optional<String> authorities) {
    public ClientTls {
        Objects.requireNonNull(provider, "tls.provider");
        suites = List.copyOf(Objects.requireNonNull(suites, "tls.suites"));
        Objects.requireNonNull(serverName, "tls.serverName");
        Objects.requireNonNull(authorities, "tls.authorities");
    }
}
