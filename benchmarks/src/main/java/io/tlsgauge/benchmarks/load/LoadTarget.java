package io.tlsgauge.benchmarks.load;

import io.tlsgauge.benchmarks.certificate.Pem;
import io.tlsgauge.engine.certificate.CertificateVerifier;
import io.tlsgauge.engine.certificate.PkixVerifier;
import io.tlsgauge.engine.config.ClientConfig;
import io.tlsgauge.engine.crypto.CipherSuite;
import io.tlsgauge.engine.crypto.Crypto;
import io.tlsgauge.results.load.ClientTls;
import java.io.IOException;
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

    /**
     * The target of clients that speak so.
     *
     * @param host the name that is asked for where the clients have no other
     * @throws IOException if the CAs can't be read
     * @throws IllegalArgumentException if the provider is unknown, or lacks a suite
     */
    public static LoadTarget of(List<InetSocketAddress> addresses, String host, ClientTls tls) throws IOException {
        Crypto crypto = Crypto.of(tls.provider());
        CertificateVerifier verifier = tls.authorities().isPresent()
                ? PkixVerifier.of(Pem.certificates(tls.authorities().get()))
                : (presented, at) -> {};
        ClientConfig.Builder config = ClientConfig.builder().crypto(crypto).verifier(verifier);
        if (!tls.suites().isEmpty()) {
            config.cipherSuites(tls.suites().stream().map(CipherSuite::ofName).toList());
        }
        return new LoadTarget(
                addresses,
                tls.serverName().orElse(host),
                config.requestTickets(false).build(),
                config.requestTickets(true).build());
    }
}
