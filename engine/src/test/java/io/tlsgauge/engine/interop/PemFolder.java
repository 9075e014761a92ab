package io.tlsgauge.engine.interop;

import io.tlsgauge.engine.certificate.TestChain;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPrivateKey;
import java.util.Base64;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/** The test chains as files, for programs. */
public final class PemFolder implements AutoCloseable {
    private final Path folder;

    private PemFolder(Path folder) {
        this.folder = folder;
    }

    /** The server's chains. */
    public static PemFolder create() {
        return of(Endpoints.CHAIN, Endpoints.EC_CHAIN);
    }

    /** These chains, one a type of key. */
    static PemFolder of(TestChain... chains) {
        try {
            PemFolder pems = new PemFolder(Files.createTempDirectory("tlsgauge-interop"));
            for (TestChain chain : chains) {
                pems.write(chain);
            }
            return pems;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    private void write(TestChain chain) throws IOException, CertificateEncodingException {
        String leaf = pem(chain.chain().get(0));
        String intermediate = pem(chain.chain().get(1));
        Files.writeString(leaf(chain), leaf);
        Files.writeString(intermediate(chain), intermediate);
        Files.writeString(chain(chain), leaf + intermediate);
        Files.writeString(root(chain), pem(chain.root()));
        Files.writeString(
                key(chain),
                chain.key() instanceof ECPrivateKey ecKey
                        ? pem(
                                "EC PRIVATE KEY",
                                withPublicPoint(ecKey, chain.chain().get(0)))
                        : pem("PRIVATE KEY", chain.key().getEncoded()));
    }

    public Path leaf(TestChain chain) {
        return file(chain, "leaf");
    }

    public Path intermediate(TestChain chain) {
        return file(chain, "intermediate");
    }

    /** Leaf and intermediate. */
    public Path chain(TestChain chain) {
        return file(chain, "chain");
    }

    public Path root(TestChain chain) {
        return file(chain, "root");
    }

    public Path key(TestChain chain) {
        return file(chain, "key");
    }

    /** A file that isn't there yet. */
    public Path unused(String name) {
        return folder.resolve(name);
    }

    @Override
    public void close() {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
            Files.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path file(TestChain chain, String part) {
        return folder.resolve(chain.key().getAlgorithm() + "-" + part + ".pem");
    }

    /** The key as RFC 5915 has it: GnuTLS asks for the public point, which the JDK's encoding leaves out. */
    private static byte[] withPublicPoint(ECPrivateKey key, X509Certificate certificate) throws IOException {
        SubjectPublicKeyInfo publicKey =
                SubjectPublicKeyInfo.getInstance(certificate.getPublicKey().getEncoded());
        return new org.bouncycastle.asn1.sec.ECPrivateKey(
                        key.getParams().getOrder().bitLength(),
                        key.getS(),
                        publicKey.getPublicKeyData(),
                        publicKey.getAlgorithm().getParameters())
                .getEncoded();
    }

    private static String pem(X509Certificate certificate) throws CertificateEncodingException {
        return pem("CERTIFICATE", certificate.getEncoded());
    }

    private static String pem(String type, byte[] bytes) {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
        return "-----BEGIN " + type + "-----\n" + body + "\n-----END " + type + "-----\n";
    }
}
