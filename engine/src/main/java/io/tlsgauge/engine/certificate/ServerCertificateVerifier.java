package io.tlsgauge.engine.certificate;

import io.tlsgauge.engine.alert.TlsException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;

/** Decides whether a server's chain is to be believed. Safe for use by several threads. */
@FunctionalInterface
public interface ServerCertificateVerifier {
    /**
     * Verifies a chain.
     *
     * @param chain as the server sent it, its own certificate first
     * @param host the name or address that was asked for
     * @param at the time at which the chain must be valid
     * @throws TlsException with the alert that tells the server what is wrong
     */
    void verify(List<X509Certificate> chain, String host, Instant at) throws TlsException;
}
