package io.tlsgauge.engine.certificate;

import io.tlsgauge.engine.alert.TlsException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;

/**
 * A client's judgement of the chain that a server sent (RFC 5246 §7.4.2). Safe for use by several
 * threads; may be slow, and is then run where the caller runs its tasks.
 */
@FunctionalInterface
public interface ServerCertificateVerifier {
    /**
     * Returns if the chain is to be believed to be that of {@code host}, for a key exchange by RSA
     * encryption.
     *
     * @param chain as the server sent it, the leaf first
     * @param host the DNS name or the IP address that the client means to reach
     * @param at the time at which the chain must be valid
     * @throws TlsException with the alert for the server, if it is not
     */
    void verify(List<X509Certificate> chain, String host, Instant at) throws TlsException;
}
