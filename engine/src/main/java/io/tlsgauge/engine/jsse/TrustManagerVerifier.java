package io.tlsgauge.engine.jsse;

import io.tlsgauge.engine.alert.AlertDescription;
import io.tlsgauge.engine.alert.TlsException;
import io.tlsgauge.engine.certificate.CertificateVerifier;
import io.tlsgauge.engine.certificate.HostName;
import io.tlsgauge.engine.certificate.KeyUse;
import io.tlsgauge.engine.certificate.PresentedChain;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;

/**
 * A chain as the caller's trust manager judges it. One of the extended kind sees the engine, and checks the server's
 * name where the engine's settings ask for it; for a plain one that is done here, as the JDK does it.
 */
final class TrustManagerVerifier implements CertificateVerifier {
    private final X509TrustManager trustManager;
    private final SSLEngine engine;
    private final HandshakeView handshake;

    TrustManagerVerifier(X509TrustManager trustManager, SSLEngine engine, HandshakeView handshake) {
        this.trustManager = trustManager;
        this.engine = engine;
        this.handshake = handshake;
    }

    /** The time is the trust manager's own affair. */
    @Override
    public void verify(PresentedChain presented, Instant at) throws TlsException {
        handshake.peerCertificates(presented.chain(), presented.ocspResponse());
        X509Certificate[] chain = presented.chain().toArray(new X509Certificate[0]);
        try {
            if (presented.use() == KeyUse.CLIENT_SIGNATURE) {
                checkClient(chain);
            } else {
                checkServer(chain, presented.use());
            }
        } catch (CertificateException e) {
            throw new TlsException(
                    AlertDescription.CERTIFICATE_UNKNOWN, "the trust manager refuses the chain: " + e.getMessage(), e);
        }
    }

    private void checkClient(X509Certificate[] chain) throws CertificateException {
        String authType = chain[0].getPublicKey().getAlgorithm();
        if (trustManager instanceof X509ExtendedTrustManager extended) {
            extended.checkClientTrusted(chain, authType, engine);
        } else {
            trustManager.checkClientTrusted(chain, authType);
        }
    }

    private void checkServer(X509Certificate[] chain, KeyUse use) throws CertificateException {
        String keyExchange = chain[0].getPublicKey().getAlgorithm().equals("EC") ? "ECDHE_ECDSA" : "ECDHE_RSA";
        String authType = use == KeyUse.SERVER_KEY_ENCIPHERMENT ? "RSA" : keyExchange;
        if (trustManager instanceof X509ExtendedTrustManager extended) {
            extended.checkServerTrusted(chain, authType, engine);
            return;
        }
        trustManager.checkServerTrusted(chain, authType);
        if (engine.getSSLParameters().getEndpointIdentificationAlgorithm() != null) {
            requireIdentified(chain[0]);
        }
    }

    /** As the JDK has it: the certificate is for the host that was asked for by name, or for the one that was reached. */
    private void requireIdentified(X509Certificate leaf) throws CertificateException {
        List<String> hosts = Stream.concat(
                        handshake.requestedServerNames().stream()
                                .filter(SNIHostName.class::isInstance)
                                .map(name -> ((SNIHostName) name).getAsciiName()),
                        Stream.ofNullable(engine.getPeerHost()))
                .distinct()
                .toList();
        if (hosts.stream().noneMatch(host -> HostName.of(host).isNamedBy(leaf))) {
            throw new CertificateException("the server's certificate is not for "
                    + (hosts.isEmpty() ? "an unnamed host" : String.join(" or ", hosts)));
        }
    }
}
