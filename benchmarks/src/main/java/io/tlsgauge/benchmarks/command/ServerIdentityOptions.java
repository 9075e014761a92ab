package io.tlsgauge.benchmarks.command;

import io.tlsgauge.benchmarks.certificate.CertificateChain;
import io.tlsgauge.benchmarks.certificate.Pem;
import io.tlsgauge.engine.certificate.PkixVerifier;
import io.tlsgauge.engine.config.ClientAuthentication;
import io.tlsgauge.engine.config.Identity;
import io.tlsgauge.engine.config.ServerConfig;
import io.tlsgauge.engine.crypto.Crypto;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** Who the server is, and whom it takes. */
final class ServerIdentityOptions {
    @Option(
            names = "--cert",
            paramLabel = "FILE",
            description = "The server's chain, PEM; again for a key of another type or another host."
                    + " Default: a throw-away one.")
    private List<Path> certs = List.of();

    @Option(names = "--key", paramLabel = "FILE", description = "The private key, PEM, not encrypted; one a --cert.")
    private List<Path> keys = List.of();

    @Option(
            names = "--client-ca",
            paramLabel = "FILE",
            description = "Take only clients with a certificate of these CAs, PEM. Default: clients need none.")
    private Path clientCa;

    private Optional<X509Certificate> throwAwayRoot = Optional.empty();

    void apply(CommandLine command, Crypto crypto, ServerConfig.Builder config) {
        config.identities(identities(command, crypto));
        if (clientCa != null) {
            List<X509Certificate> authorities =
                    OptionFile.read(command, "--client-ca", () -> Pem.readCertificates(clientCa));
            config.clientAuthentication(
                    ClientAuthentication.NEEDED,
                    PkixVerifier.of(authorities),
                    authorities.stream()
                            .map(X509Certificate::getSubjectX500Principal)
                            .toList());
        }
    }

    /** Writes the CA of a chain that was made, and says where it is. */
    void tellThrowAwayRoot() throws IOException {
        if (throwAwayRoot.isPresent()) {
            Path ca = Files.createTempFile("tlsgauge-ca-", ".pem");
            // Of use as long as the server has the chain.
            ca.toFile().deleteOnExit();
            Pem.write(ca, throwAwayRoot.get());
            System.out.println("throw-away chain; its CA is in " + ca);
        }
    }

    private List<Identity> identities(CommandLine command, Crypto crypto) {
        if (certs.size() != keys.size()) {
            throw new BadOptionException(
                    command,
                    certs.size() < keys.size() ? "--key" : "--cert",
                    "is given alone: give --cert and --key in pairs, or none of them");
        }
        if (certs.isEmpty()) {
            CertificateChain chain = CertificateChain.rsa(2048);
            throwAwayRoot = Optional.of(chain.root());
            return List.of(Identity.of(crypto, chain.chain(), chain.key()));
        }
        List<Identity> identities = new ArrayList<>();
        for (int i = 0; i < certs.size(); i++) {
            identities.add(identity(command, crypto, certs.get(i), keys.get(i)));
        }
        return identities;
    }

    private static Identity identity(CommandLine command, Crypto crypto, Path cert, Path key) {
        List<X509Certificate> chain = OptionFile.read(command, "--cert", () -> Pem.readCertificates(cert));
        PrivateKey privateKey = OptionFile.read(command, "--key", () -> Pem.readPrivateKey(key));
        try {
            chain.get(0).checkValidity();
            return Identity.of(crypto, chain, privateKey);
        } catch (CertificateExpiredException | CertificateNotYetValidException e) {
            throw new BadOptionException(
                    command,
                    "--cert",
                    "'" + cert + "' is valid only from "
                            + chain.get(0).getNotBefore().toInstant() + " to "
                            + chain.get(0).getNotAfter().toInstant() + ": give one that is valid now");
        } catch (IllegalArgumentException e) {
            throw new BadOptionException(command, "--key", "'" + key + "': " + e.getMessage());
        }
    }
}
