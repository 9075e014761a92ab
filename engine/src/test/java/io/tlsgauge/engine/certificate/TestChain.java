package io.tlsgauge.engine.certificate;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.bouncycastle.asn1.x509.KeyUsage;

/**
 * A server's chain, as it sends it, with its key and the root it leads to.
 *
 * @param chain the leaf and the intermediate authority, without the root
 * @param key the leaf's private key
 * @param root the root authority, to be trusted
 */
public record TestChain(List<X509Certificate> chain, PrivateKey key, X509Certificate root) {
    /** The start of every test certificate's validity, unless it says otherwise. */
    public static final Instant NOT_BEFORE = Instant.parse("2026-01-01T00:00:00Z");

    /** The end of every test certificate's validity, unless it says otherwise. */
    public static final Instant NOT_AFTER = Instant.parse("2046-01-01T00:00:00Z");

    /** An instant at which test certificates are valid, unless they say otherwise. */
    public static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");

    /** A host the standard chain's leaf is for. */
    public static final String HOST = "server.test";

    private static final TestCertificate ROOT =
            TestCertificate.authority("tlsgauge test root").selfSigned();
    private static final Map<String, TestChain> BY_KEY = new ConcurrentHashMap<>();

    /** A sound chain of RSA-2048 keys; the same one every time. */
    public static TestChain standard() {
        return rsa(2048);
    }

    /**
     * A sound chain whose leaf has an RSA key of so many bits; the same one every time. The leaf is
     * for {@link #HOST}, {@code *.server.test}, {@code localhost}, {@code 127.0.0.1} and {@code ::1}.
     */
    public static TestChain rsa(int keyBits) {
        return BY_KEY.computeIfAbsent(
                "RSA-" + keyBits, name -> make(TestCertificate.server(HOST).keyBits(keyBits)));
    }

    /** A sound chain like that of RSA, under the same root, whose leaf has a key on this curve. */
    public static TestChain ec(String curve) {
        return BY_KEY.computeIfAbsent(
                curve, name -> make(TestCertificate.server(HOST).curve(curve).keyUsage(KeyUsage.digitalSignature)));
    }

    /** A sound chain of a client under the same root, with an RSA key. */
    public static TestChain client() {
        return BY_KEY.computeIfAbsent("client", name -> below(TestCertificate.client("a client")));
    }

    /** The same, with a key on this curve. */
    public static TestChain client(String curve) {
        return BY_KEY.computeIfAbsent(
                "client " + curve,
                name -> below(TestCertificate.client("a client").curve(curve)));
    }

    /** The authority that issued the leaves, as they show it. */
    public static TestCertificate intermediate() {
        return TestCertificate.authority("tlsgauge test intermediate").issuedBy(ROOT);
    }

    private static TestChain make(TestCertificate.Builder server) {
        return below(server.dnsNames(HOST, "*." + HOST, "localhost").ipAddresses("127.0.0.1", "::1"));
    }

    private static TestChain below(TestCertificate.Builder builder) {
        TestCertificate intermediate = intermediate();
        TestCertificate leaf = builder.issuedBy(intermediate);
        return new TestChain(List.of(leaf.certificate(), intermediate.certificate()), leaf.key(), ROOT.certificate());
    }
}
