package io.tlsgauge.engine.certificate;

import io.tlsgauge.engine.alert.TlsException;
import java.time.Instant;

/**
 * The judgement of the chain that a peer sent (RFC 5246 §7.4.2, §7.4.6). Safe for use by several threads; may be slow,
 * and is then run where the caller runs its tasks.
 */
@FunctionalInterface
public interface CertificateVerifier {
    /**
     * Returns if the chain is to be believed.
     *
     * @param at the time at which the chain must be valid
     * @throws TlsException with the alert for the peer, if it is not
     */
    void verify(PresentedChain presented, Instant at) throws TlsException;
}
