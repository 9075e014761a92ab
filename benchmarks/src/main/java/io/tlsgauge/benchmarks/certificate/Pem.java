package io.tlsgauge.benchmarks.certificate;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;

/** Certificates and keys in PEM files (RFC 7468). Errors name the file and the mend. */
public final class Pem {
    private Pem() {}

    /**
     * Reads all certificates of a file.
     *
     * @throws IOException if it can't be read or holds none
     */
    public static List<X509Certificate> readCertificates(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return certificates(in, "'" + file + "'");
        } catch (NoSuchFileException e) {
            throw missing(file, e);
        }
    }

    /**
     * Reads all certificates of a text.
     *
     * @throws IOException if it holds none
     */
    public static List<X509Certificate> certificates(String pem) throws IOException {
        return certificates(
                new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)), "the text of certificates");
    }

    /**
     * Writes certificates as a text.
     *
     * @throws IOException if one can't be encoded
     */
    public static String text(List<X509Certificate> certificates) throws IOException {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter pem = new JcaPEMWriter(text)) {
            for (X509Certificate certificate : certificates) {
                pem.writeObject(certificate);
            }
        }
        return text.toString();
    }

    private static List<X509Certificate> certificates(InputStream in, String name) throws IOException {
        try {
            List<X509Certificate> certificates =
                    CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
                            .map(X509Certificate.class::cast)
                            .toList();
            if (certificates.isEmpty()) {
                throw new IOException(name + " holds no certificate: give a PEM file");
            }
            return certificates;
        } catch (CertificateException e) {
            throw new IOException(name + " holds no readable certificate: give a PEM file", e);
        }
    }

    /**
     * Reads the first private key, PKCS #1 or PKCS #8, not encrypted; certificates beside it are passed over.
     *
     * @throws IOException if it can't be read or holds none
     */
    public static PrivateKey readPrivateKey(Path file) throws IOException {
        try (PEMParser parser = new PEMParser(Files.newBufferedReader(file, StandardCharsets.US_ASCII))) {
            for (Object object = parser.readObject(); object != null; object = parser.readObject()) {
                if (object instanceof PEMKeyPair pair) {
                    return new JcaPEMKeyConverter().getPrivateKey(pair.getPrivateKeyInfo());
                }
                if (object instanceof PrivateKeyInfo info) {
                    return new JcaPEMKeyConverter().getPrivateKey(info);
                }
            }
        } catch (NoSuchFileException e) {
            throw missing(file, e);
        } catch (IOException e) {
            throw new IOException("'" + file + "' holds no readable key: give an unencrypted PEM file", e);
        }
        throw new IOException("'" + file + "' holds no private key: give an unencrypted PEM file");
    }

    /**
     * Writes a certificate.
     *
     * @throws IOException if it can't be written
     */
    public static void write(Path file, X509Certificate certificate) throws IOException {
        try (Writer out = Files.newBufferedWriter(file, StandardCharsets.US_ASCII);
                JcaPEMWriter pem = new JcaPEMWriter(out)) {
            pem.writeObject(certificate);
        }
    }

    private static IOException missing(Path file, NoSuchFileException cause) {
        return new IOException("there is no file '" + file + "': give one that exists", cause);
    }
}
