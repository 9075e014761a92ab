package io.tlsgauge.engine.certificate;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/**
 * A chain as a peer sent it, and what it is to prove.
 *
 * @param chain the peer's own certificate first, never empty
 * @param use what the handshake does with the key in the peer's own certificate
 * @param host the DNS name or the IP address that a client means to reach; a server expects none of its clients
 * @param ocspResponse what the server stapled, in DER (RFC 6066 §8)
 */
public record PresentedChain(
        List<X509Certificate> chain, KeyUse use, Optional<String> host, Optional<byte[]> ocspResponse) {
    public PresentedChain {
        chain = List.copyOf(chain);
        if (chain.isEmpty()) {
            throw new IllegalArgumentException("a chain that is presented has a certificate at least");
        }
    }

    /** The peer's own certificate. */
    public X509Certificate leaf() {
        return chain.get(0);
    }
}
