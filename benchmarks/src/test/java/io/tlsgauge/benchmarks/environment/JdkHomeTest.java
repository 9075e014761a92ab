package io.tlsgauge.benchmarks.environment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
class JdkHomeTest {
    @TempDir
    Path folder;

    @Test
    void tellsOfTheJdkWithTheArgumentsThatForksAreGiven() {
        JdkHome jdk = JdkHome.current(List.of("-XX:+UseSerialGC"));

        assertEquals(Runtime.version().feature(), jdk.feature());
        assertEquals(System.getProperty("java.vendor"), jdk.vendor());
        assertEquals(System.getProperty("java.runtime.version"), jdk.version());
        assertEquals("Serial", jdk.collector());
    }

    @Test
    void jdkBehindALinkIsTheSame() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of(System.getProperty("java.home")));

        boolean same = JdkHome.of(link, List.of()).isSameAs(JdkHome.current(List.of()));
        Files.delete(link);

        assertTrue(same);
    }

    @Test
    void jdkThatIsTooOldOrNoneIsRefusedWithTheMend() throws IOException {
        assertEquals("'" + folder + "' is no JDK: give its home, the folder that holds bin/java", refusal(List.of()));

        java("echo 'Exception in thread \"main\" java.lang.UnsupportedClassVersionError: x'; exit 1");
        assertEquals("'" + folder + "' is older than JDK 17: give one of 17 or newer", refusal(List.of()));

        java("echo 'cannot execute'; exit 126");
        assertEquals("'" + folder + "' does not start: cannot execute", refusal(List.of()));

        java("echo hello");
        assertEquals("'" + folder + "' does not start: hello", refusal(List.of()));
    }

    private String refusal(List<String> arguments) {
        return assertThrows(IllegalArgumentException.class, () -> JdkHome.of(folder, arguments))
                .getMessage();
    }

    private void java(String script) throws IOException {
        Path java = Files.createDirectories(folder.resolve("bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
