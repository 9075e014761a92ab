package io.tlsgauge.engine.certificate;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tlsgauge.engine.alert.AlertDescription;
import io.tlsgauge.engine.alert.TlsException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostNameTest {
    @ParameterizedTest
    @CsvSource({
        "server.test, server.test",
        "SERVER.test, server.TEST",
        "server.test., server.test",
        "server.test, server.test.",
        "localhost, localhost",
        "a.server.test, *.server.test",
        "A.server.test., *.SERVER.test",
        "under_score.test, under_score.test",
        "xn--bcher-kva.test, xn--bcher-kva.test",
    })
    void dnsNameMatches(String host, String name) {
        assertNamed(host, TestCertificate.server("leaf").dnsNames(name));
    }

    @ParameterizedTest
    @CsvSource({
        "other.test, server.test",
        "server.test, a.server.test",
        "a.server.test, server.test",
        "server.test, *.server.test",
        "a.b.server.test, *.server.test",
        ".server.test, *.server.test",
        "server.test, *.test",
        "localhost, *",
        "server.test, *",
        "server.test, *.*",
        "ab.server.test, a*.server.test",
        "ab.server.test, *b.server.test",
        "a.server.test, a.*.test",
        "*.server.test, *.server.test",
        "a..test, a..test",
        "127.0.0.1, 127.0.0.1",
        "10.1.server.test.evil.test, *.server.test",
    })
    void dnsNameDoesNotMatch(String host, String name) {
        assertNotNamed(host, TestCertificate.server("leaf").dnsNames(name));
    }

    @Test
    void kelvinSignIsNoLetterK() {
        assertNotNamed("\u212Aelvin.test", TestCertificate.server("leaf").dnsNames("kelvin.test"));
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, 127.0.0.1",
        "::1, ::1",
        "2001:DB8::1, 2001:db8:0:0:0:0:0:1",
        "2001:db8:0:0::1, 2001:db8::1",
    })
    void addressMatches(String host, String address) {
        assertNamed(host, TestCertificate.server("leaf").ipAddresses(address));
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.2, 127.0.0.1",
        "127.1, 127.0.0.1",
        "0127.0.0.1, 127.0.0.1",
        "127.0.0.1., 127.0.0.1",
        "::2, ::1",
        "::1%lo, ::1",
        "[::1], ::1",
        ":::1, ::1",
    })
    void addressDoesNotMatch(String host, String address) {
        assertNotNamed(host, TestCertificate.server("leaf").ipAddresses(address));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", ":", "::", "a b", "server.test\u0000.evil.test"})
    void whatIsNoNameMatchesNothing(String host) {
        assertNotNamed(host, TestCertificate.server("leaf").dnsNames("server.test", "*.server.test"));
    }

    @Test
    void commonNameDoesNotCount() {
        String message = assertNotNamed("server.test", TestCertificate.server("server.test"));

        assertTrue(message.contains("no subjectAltName"), message);
    }

    @Test
    void onlySoManyNamesAreListed() {
        String[] names =
                IntStream.range(0, 100).mapToObj(i -> "host" + i + ".test").toArray(String[]::new);

        String message =
                assertNotNamed("server.test", TestCertificate.server("leaf").dnsNames(names));

        assertTrue(message.contains("host7.test and 92 more"), message);
    }

    @Test
    void lineEndInANameDoesNotReachTheMessage() {
        String message =
                assertNotNamed("server.test", TestCertificate.server("leaf").dnsNames("evil.test\nall is well"));

        assertFalse(message.contains("\n"), message);
        assertTrue(message.contains("evil.test?all is well"), message);
    }

    private static void assertNamed(String host, TestCertificate.Builder certificate) {
        assertDoesNotThrow(
                () -> HostName.of(host).requireNamedBy(certificate.selfSigned().certificate()));
    }

    private static String assertNotNamed(String host, TestCertificate.Builder certificate) {
        TlsException refusal = assertThrows(
                TlsException.class,
                () -> HostName.of(host).requireNamedBy(certificate.selfSigned().certificate()));
        assertEquals(AlertDescription.BAD_CERTIFICATE, refusal.alert());
        return refusal.getMessage();
    }
}
