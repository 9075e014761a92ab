package io.tlsgauge.benchmarks.command;

import io.tlsgauge.engine.config.TlsConfig;
import io.tlsgauge.engine.crypto.CipherSuite;
import io.tlsgauge.engine.crypto.Crypto;
import io.tlsgauge.results.load.ClientTls;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** The options that {@code serve} and {@code connect} share. */
final class TlsOptions {
    @Option(
            names = "--provider",
            paramLabel = "NAME",
            defaultValue = "jdk",
            description =
                    "Crypto provider; a mix such as rsa=bc,prf=jdk,cipher=jdk; or auto, which times those that are"
                            + " here for some tenths of a second and says what it picks. Default: jdk.")
    private String provider;

    @Option(names = "--suites", paramLabel = "SUITE,...", description = "Cipher suites, the most wanted first.")
    private String suites;

    private Optional<Crypto> crypto = Optional.empty();
    private Optional<String> pick = Optional.empty();

    Crypto crypto(CommandLine command) {
        if (crypto.isEmpty()) {
            List<CipherSuite> spoken = suites(command).orElse(List.of(CipherSuite.values()));
            try {
                AutoProvider chosen = AutoProvider.of(provider, spoken);
                crypto = Optional.of(chosen.crypto());
                pick = chosen.pick();
            } catch (IllegalArgumentException e) {
                throw new BadOptionException(command, "--provider", e.getMessage());
            }
        }
        return crypto.get();
    }

    /** Says what {@code auto} picked; once nothing can be refused any more, which is one line. */
    void tellPick() {
        pick.ifPresent(System.err::println);
    }

    void apply(CommandLine command, TlsConfig.Builder<?> config) {
        config.crypto(crypto(command));
        suites(command).ifPresent(config::cipherSuites);
    }

    /** The same in words, for what is told to other processes. */
    ClientTls inWords(CommandLine command, Optional<String> serverName, Optional<String> authorities) {
        return new ClientTls(
                crypto(command).toString(),
                suites(command).orElse(List.of()).stream()
                        .map(CipherSuite::name)
                        .toList(),
                serverName,
                authorities);
    }

    private Optional<List<CipherSuite>> suites(CommandLine command) {
        if (suites == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(BenchmarkParameter.SUITE.values(suites).stream()
                    .map(CipherSuite::ofName)
                    .toList());
        } catch (IllegalArgumentException e) {
            throw new BadOptionException(command, "--suites", e.getMessage());
        }
    }
}
