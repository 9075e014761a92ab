package io.tlsgauge.benchmarks.command;

import io.tlsgauge.engine.config.TlsConfig;
import io.tlsgauge.engine.crypto.CipherSuite;
import io.tlsgauge.engine.crypto.Crypto;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** The options that {@code serve} and {@code connect} share. */
final class TlsOptions {
    @Option(
            names = "--provider",
            paramLabel = "NAME",
            defaultValue = "jdk",
            description = "Crypto provider, or a mix such as rsa=bc,prf=jdk,cipher=jdk. Default: jdk.")
    private String provider;

    @Option(names = "--suites", paramLabel = "SUITE,...", description = "Cipher suites, the most wanted first.")
    private String suites;

    Crypto crypto(CommandLine command) {
        try {
            return Crypto.of(provider);
        } catch (IllegalArgumentException e) {
            throw new BadOptionException(command, "--provider", e.getMessage());
        }
    }

    void apply(CommandLine command, TlsConfig.Builder<?> config) {
        config.crypto(crypto(command));
        if (suites != null) {
            try {
                config.cipherSuites(BenchmarkParameter.SUITE.values(suites).stream()
                        .map(CipherSuite::ofName)
                        .toList());
            } catch (IllegalArgumentException e) {
                throw new BadOptionException(command, "--suites", e.getMessage());
            }
        }
    }
}
