package io.tlsgauge.benchmarks;

import io.tlsgauge.benchmarks.certificate.CertificateChain;
import io.tlsgauge.engine.alert.TlsException;
import io.tlsgauge.engine.certificate.HostName;
import io.tlsgauge.engine.certificate.KeyUse;
import io.tlsgauge.engine.certificate.PkixVerifier;
import io.tlsgauge.engine.certificate.PresentedChain;
import io.tlsgauge.engine.crypto.Crypto;
import io.tlsgauge.engine.crypto.SignatureProvider;
import io.tlsgauge.engine.crypto.SignatureScheme;
import io.tlsgauge.engine.wire.X509Chain;
import java.security.PublicKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What a client does with the chain of a full handshake: it parses the certificates and verifies them, path,
 * signatures, validity, use and names; and parts of it.
 *
 * <p>The JDK remembers the last 750 certificates that it parsed, and each of those the last signature that was
 * verified on it. A client of one server thus has the signatures verified once: {@code chains=1}, and that is how
 * {@link HandshakeBenchmark} does it, whose client meets one server. With {@code chains=1024} every chain is a new
 * one to the JDK, as to a client of many servers. {@code signatures} verifies both of the chain's by the provider
 * that is named, every time. The verifier is proven to refuse a spoilt signature and another host.
 *
 * <pre>java -jar benchmarks.jar CertificateBenchmark.signatures -p provider=jdk,bc,accp</pre>
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class CertificateBenchmark {
    private static final int CHAIN_LENGTH = 2;

    /** Chains as they come over the wire, and who is trusted. */
    @State(Scope.Benchmark)
    public static class Wire {
        /** How many chains take turns. */
        @Param({"1", "1024"})
        public int chains;

        private final List<List<byte[]>> encoded = new ArrayList<>();
        private final Instant now = Instant.now();
        private PkixVerifier verifier;

        /** Makes the chains, and proves that the verifier refuses what is wrong. */
        @Setup(Level.Trial)
        public void prepare() throws TlsException {
            List<CertificateChain> made = CertificateChain.rsa(2048, chains);
            made.forEach(one -> encoded.add(X509Chain.encode(one.chain())));
            verifier = PkixVerifier.of(Set.of(made.get(0).root()));
            byte[] spoilt = encoded.get(0).get(0).clone();
            spoilt[spoilt.length - 1] ^= 1;
            requireRefused(List.of(spoilt, encoded.get(0).get(1)), HandshakeScenario.HOST);
            requireRefused(encoded.get(0), "other." + HandshakeScenario.HOST);
        }

        private void verify(List<X509Certificate> chain, String host) throws TlsException {
            verifier.verify(
                    new PresentedChain(chain, KeyUse.SERVER_KEY_ENCIPHERMENT, Optional.of(host), Optional.empty()),
                    now);
        }

        private void requireRefused(List<byte[]> chain, String host) throws TlsException {
            List<X509Certificate> parsed = X509Chain.decode(chain);
            try {
                verify(parsed, host);
            } catch (TlsException e) {
                return;
            }
            throw new IllegalStateException("the verifier believes what is wrong");
        }
    }

    /** A thread's place among the chains. */
    @State(Scope.Thread)
    public static class Turn {
        private int next;

        private List<byte[]> take(Wire wire) {
            List<byte[]> chain = wire.encoded.get(next);
            next = next + 1 == wire.chains ? 0 : next + 1;
            return chain;
        }
    }

    /** A parsed chain with its signatures apart. */
    @State(Scope.Benchmark)
    public static class Signed {
        /** The provider of the signatures, or a mix of them. */
        @Param("jdk")
        public String provider;

        private final List<PublicKey> issuers = new ArrayList<>();
        private final List<byte[]> messages = new ArrayList<>();
        private final List<byte[]> signatures = new ArrayList<>();
        private SignatureProvider verifier;

        /** Makes the chain, and proves that a spoilt signature is refused. */
        @Setup(Level.Trial)
        public void prepare() throws CertificateEncodingException {
            verifier = Crypto.of(provider).signature();
            CertificateChain made = CertificateChain.rsa(2048);
            List<X509Certificate> path =
                    List.of(made.chain().get(0), made.chain().get(1), made.root());
            for (int i = 0; i < CHAIN_LENGTH; i++) {
                issuers.add(path.get(i + 1).getPublicKey());
                messages.add(path.get(i).getTBSCertificate());
                signatures.add(path.get(i).getSignature());
            }
            byte[] spoilt = signatures.get(0).clone();
            spoilt[0] ^= 1;
            if (isRight(0, spoilt)) {
                throw new IllegalStateException(provider + " believes a wrong signature");
            }
        }

        private boolean isRight(int place, byte[] signature) {
            return verifier.verify(
                    SignatureScheme.RSA_PKCS1_SHA256, issuers.get(place), messages.get(place), signature);
        }
    }

    /** A server's certificate. */
    @State(Scope.Benchmark)
    public static class Named {
        private final X509Certificate leaf = CertificateChain.rsa(2048).chain().get(0);
    }

    /** Bytes to certificates. */
    @Benchmark
    public List<X509Certificate> parse(Wire wire, Turn turn) throws TlsException {
        List<X509Certificate> chain = X509Chain.decode(turn.take(wire));
        if (chain.size() != CHAIN_LENGTH) {
            throw new IllegalStateException(chain.size() + " certificates were parsed");
        }
        return chain;
    }

    /** Bytes to certificates that are believed: the whole of a client's work on them. */
    @Benchmark
    public List<X509Certificate> parseAndVerify(Wire wire, Turn turn) throws TlsException {
        List<X509Certificate> chain = X509Chain.decode(turn.take(wire));
        wire.verify(chain, HandshakeScenario.HOST);
        return chain;
    }

    /** Both signatures of the chain, and nothing else. */
    @Benchmark
    public int signatures(Signed signed) {
        for (int i = 0; i < CHAIN_LENGTH; i++) {
            if (!signed.isRight(i, signed.signatures.get(i))) {
                throw new IllegalStateException("a signature of the chain is wrong");
            }
        }
        return CHAIN_LENGTH;
    }

    /** The host found among the names of the server's certificate. */
    @Benchmark
    public HostName names(Named named) {
        HostName host = HostName.of(HandshakeScenario.HOST);
        if (!host.isNamedBy(named.leaf)) {
            throw new IllegalStateException("the host was not found");
        }
        return host;
    }
}
