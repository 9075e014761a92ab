package io.tlsgauge.benchmarks.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tlsgauge.benchmarks.timing.LeakyCryptoProvider;
import io.tlsgauge.engine.crypto.CryptoProvider;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TimingCheckTest {
    @TempDir
    private Path folder;

    @Test
    void differenceThatIsShownFailsTheCheck() throws Exception {
        Path services = Files.createDirectories(folder.resolve("META-INF").resolve("services"));
        Files.writeString(services.resolve(CryptoProvider.class.getName()), LeakyCryptoProvider.class.getName());
        CommandLineProcess.Outcome outcome = CommandLineProcess.execute(
                List.of(folder), "timing-check --what cbc --samples 1000 --provider rsa=jdk,prf=jdk,cipher=leaky");
        assertEquals(ExitCode.NO, outcome.exitCode(), outcome.err());
        assertTrue(
                outcome.out().lines().anyMatch(line -> line.matches("padding of 256 bytes .*  DIFFERENCE")),
                outcome.out());
    }
}
