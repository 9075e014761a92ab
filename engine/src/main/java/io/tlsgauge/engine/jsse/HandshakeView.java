package io.tlsgauge.engine.jsse;

import io.tlsgauge.engine.crypto.SignatureScheme;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;

/** What a handshake that goes on lets key and trust managers see; written on one thread, read on any. */
final class HandshakeView {
    private static final String[] LOCAL_ALGORITHMS = Arrays.stream(SignatureScheme.values())
            .map(SignatureScheme::jcaName)
            .distinct()
            .toArray(String[]::new);

    private final boolean started;
    private long seenAtMillis;
    private volatile Supplier<List<SNIServerName>> requestedServerNames = List::of;
    private volatile String[] peerAlgorithms = {};
    private volatile List<X509Certificate> peerCertificates = List.of();
    private volatile List<byte[]> statusResponses = List.of();
    private volatile String applicationProtocol;

    /**
     * @param started whether there is a handshake, or only the null session that stands before it
     */
    HandshakeView(boolean started) {
        this.started = started;
    }

    boolean isStarted() {
        return started;
    }

    /** When somebody first saw it, which few do: to read the clock for all would cost more than to keep this. */
    synchronized long seenAtMillis() {
        if (seenAtMillis == 0) {
            seenAtMillis = System.currentTimeMillis();
        }
        return seenAtMillis;
    }

    static String[] localAlgorithms() {
        return LOCAL_ALGORITHMS.clone();
    }

    /** A host's name as callers take it; empty where a peer asks for one that the JDK holds to be none. */
    static Optional<SNIServerName> serverName(String host) {
        try {
            return Optional.of(new SNIHostName(host.getBytes(StandardCharsets.US_ASCII)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    void requestedServerName(Optional<String> host) {
        // Checked and made only where somebody asks, which few do: it costs more than a record.
        requestedServerNames =
                () -> host.flatMap(HandshakeView::serverName).map(List::of).orElse(List.of());
    }

    void requestedServerNames(List<SNIServerName> names) {
        requestedServerNames = () -> names;
    }

    void peerAlgorithms(int[] codes) {
        peerAlgorithms = Arrays.stream(codes)
                .mapToObj(SignatureScheme::ofCode)
                .flatMap(Optional::stream)
                .map(SignatureScheme::jcaName)
                .distinct()
                .toArray(String[]::new);
    }

    void peerCertificates(List<X509Certificate> chain, Optional<byte[]> ocspResponse) {
        peerCertificates = chain;
        statusResponses = ocspResponse.map(List::of).orElse(List.of());
    }

    List<SNIServerName> requestedServerNames() {
        return requestedServerNames.get();
    }

    String[] peerAlgorithms() {
        return peerAlgorithms.clone();
    }

    List<X509Certificate> peerCertificates() {
        return peerCertificates;
    }

    List<byte[]> statusResponses() {
        return statusResponses;
    }

    void applicationProtocol(String name) {
        applicationProtocol = name;
    }

    /** The server's choice; null where none was made yet. */
    String applicationProtocol() {
        return applicationProtocol;
    }
}
