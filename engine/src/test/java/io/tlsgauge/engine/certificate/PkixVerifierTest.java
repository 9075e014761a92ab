package io.tlsgauge.engine.certificate;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tlsgauge.engine.alert.AlertDescription;
import io.tlsgauge.engine.alert.TlsException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.Test;

class PkixVerifierTest {
    private static final TestCertificate ROOT =
            TestCertificate.authority("root").selfSigned();
    private static final TestCertificate INTERMEDIATE =
            TestCertificate.authority("intermediate").issuedBy(ROOT);

    private final PkixVerifier verifier = PkixVerifier.of(List.of(ROOT.certificate()));

    @Test
    void soundChainIsBelieved() {
        TestChain standard = TestChain.standard();
        PkixVerifier trusting = PkixVerifier.of(List.of(standard.root()));

        assertDoesNotThrow(() -> trusting.verify(presented(standard.chain(), TestChain.HOST), TestChain.NOW));
        assertDoesNotThrow(() -> trusting.verify(presented(standard.chain(), "127.0.0.1"), TestChain.NOW));
    }

    @Test
    void rootThatWasSentIsOfNoConsequence() {
        assertBelieved(chain(leaf().issuedBy(INTERMEDIATE), INTERMEDIATE, ROOT));
    }

    @Test
    void chainOutOfOrderWithAForeignCertificateIsBelieved() {
        TestCertificate foreign = TestCertificate.authority("foreign").selfSigned();
        TestCertificate second = TestCertificate.authority("second").issuedBy(INTERMEDIATE);

        assertBelieved(chain(leaf().issuedBy(second), foreign, ROOT, INTERMEDIATE, second));
    }

    @Test
    void rootThatAnotherRootSignedIsBelievedByItsOwnName() {
        TestCertificate older = TestCertificate.authority("older root").selfSigned();
        TestCertificate crossSigned = TestCertificate.authority("root").issuedBy(older);

        assertBelieved(chain(leaf().issuedBy(INTERMEDIATE), INTERMEDIATE, crossSigned));
    }

    @Test
    void pathIsFoundBehindOneThatLeadsNowhere() {
        TestCertificate unknown = TestCertificate.authority("unknown root").selfSigned();
        TestCertificate astray = TestCertificate.authority("intermediate").issuedBy(unknown);

        assertBelieved(chain(leaf().issuedBy(INTERMEDIATE), astray, unknown, INTERMEDIATE));
    }

    @Test
    void selfSignedCertificateIsBelievedWhereItIsItselfTrusted() {
        TestCertificate lonely = leaf().selfSigned();
        PkixVerifier trusting = PkixVerifier.of(List.of(lonely.certificate()));

        assertDoesNotThrow(() -> trusting.verify(presented(chain(lonely), TestChain.HOST), TestChain.NOW));
    }

    @Test
    void unknownRootIsAnUnknownAuthority() {
        TestCertificate unknown = TestCertificate.authority("unknown root").selfSigned();

        assertRefused(
                chain(leaf().issuedBy(unknown), unknown),
                AlertDescription.UNKNOWN_CA,
                "CN=" + TestChain.HOST,
                "CN=unknown root");
    }

    @Test
    void missingIntermediateIsAnUnknownAuthority() {
        assertRefused(chain(leaf().issuedBy(INTERMEDIATE)), AlertDescription.UNKNOWN_CA, "issued by CN=intermediate");
    }

    @Test
    void selfSignedCertificateIsAnUnknownAuthority() {
        assertRefused(chain(leaf().selfSigned()), AlertDescription.UNKNOWN_CA, "CN=" + TestChain.HOST);
    }

    @Test
    void rootOfTheRightNameAndTheWrongKeyIsRefused() {
        TestCertificate impostor =
                TestCertificate.authority("root").keyBits(2056).selfSigned();

        assertRefused(
                chain(leaf().issuedBy(impostor), impostor), AlertDescription.BAD_CERTIFICATE, "signature", "CN=root");
    }

    @Test
    void signatureOfAnotherKeyIsABadCertificate() {
        TestCertificate impostor =
                TestCertificate.authority("intermediate").keyBits(2056).issuedBy(ROOT);

        assertRefused(
                chain(leaf().issuedBy(impostor), INTERMEDIATE),
                AlertDescription.BAD_CERTIFICATE,
                "signature",
                "CN=" + TestChain.HOST,
                "CN=intermediate");
    }

    @Test
    void expiredLeafIsNamedWithItsDates() {
        Instant end = TestChain.NOW.minus(Duration.ofDays(1));

        assertRefused(
                chain(leaf().validUntil(end).issuedBy(INTERMEDIATE), INTERMEDIATE),
                AlertDescription.CERTIFICATE_EXPIRED,
                "CN=" + TestChain.HOST + " has expired",
                TestChain.NOT_BEFORE.toString(),
                end.toString());
    }

    @Test
    void leafOfTheFutureIsNamedWithItsDates() {
        Instant start = TestChain.NOW.plus(Duration.ofDays(1));

        assertRefused(
                chain(leaf().validFrom(start).issuedBy(INTERMEDIATE), INTERMEDIATE),
                AlertDescription.CERTIFICATE_EXPIRED,
                "CN=" + TestChain.HOST + " is not valid yet",
                start.toString());
    }

    @Test
    void expiredIntermediateIsNamed() {
        TestCertificate expired = TestCertificate.authority("intermediate")
                .validUntil(TestChain.NOW.minus(Duration.ofDays(1)))
                .issuedBy(ROOT);

        assertRefused(
                chain(leaf().issuedBy(expired), expired),
                AlertDescription.CERTIFICATE_EXPIRED,
                "CN=intermediate has expired");
    }

    @Test
    void theTimeThatIsGivenCounts() {
        List<X509Certificate> chain = chain(leaf().issuedBy(INTERMEDIATE), INTERMEDIATE);
        Instant tooLate = TestChain.NOT_AFTER.plusSeconds(1);

        TlsException refusal =
                assertThrows(TlsException.class, () -> verifier.verify(presented(chain, TestChain.HOST), tooLate));

        assertEquals(AlertDescription.CERTIFICATE_EXPIRED, refusal.alert());
    }

    @Test
    void serverThatActsAsAnAuthorityIsRefused() {
        TestCertificate server = TestCertificate.server("other.test").issuedBy(ROOT);

        assertRefused(
                chain(leaf().issuedBy(server), server), AlertDescription.UNKNOWN_CA, "CN=other.test may not issue");
    }

    @Test
    void authorityWithoutBasicConstraintsIsRefused() {
        TestCertificate bare =
                TestCertificate.authority("bare").withoutBasicConstraints().issuedBy(ROOT);

        assertRefused(chain(leaf().issuedBy(bare), bare), AlertDescription.UNKNOWN_CA, "CN=bare may not issue");
    }

    @Test
    void authorityThatMayNotSignCertificatesIsRefused() {
        TestCertificate mute =
                TestCertificate.authority("mute").keyUsage(KeyUsage.cRLSign).issuedBy(ROOT);

        assertRefused(chain(leaf().issuedBy(mute), mute), AlertDescription.UNKNOWN_CA, "CN=mute may not issue");
    }

    @Test
    void pathLongerThanAnAuthorityAllowsIsRefused() {
        TestCertificate last = TestCertificate.authority("last")
                .basicConstraints(new BasicConstraints(0))
                .issuedBy(ROOT);
        TestCertificate beyond = TestCertificate.authority("beyond").issuedBy(last);

        assertRefused(chain(leaf().issuedBy(beyond), beyond, last), AlertDescription.UNKNOWN_CA, "may not issue");
    }

    @Test
    void leafOnlyForSignaturesIsUnsupported() {
        assertRefused(
                chain(leaf().keyUsage(KeyUsage.digitalSignature).issuedBy(INTERMEDIATE), INTERMEDIATE),
                AlertDescription.UNSUPPORTED_CERTIFICATE,
                "CN=" + TestChain.HOST,
                "keyEncipherment");
    }

    @Test
    void leafOnlyForSigningCertificatesIsUnsupported() {
        TestCertificate authority =
                TestCertificate.authority("authority").dnsNames(TestChain.HOST).issuedBy(INTERMEDIATE);

        assertRefused(chain(authority, INTERMEDIATE), AlertDescription.UNSUPPORTED_CERTIFICATE, "CN=authority");
    }

    @Test
    void leafOfAClientIsUnsupported() {
        assertRefused(
                chain(leaf().extendedKeyUsage(KeyPurposeId.id_kp_clientAuth).issuedBy(INTERMEDIATE), INTERMEDIATE),
                AlertDescription.UNSUPPORTED_CERTIFICATE,
                "CN=" + TestChain.HOST,
                "serverAuth");
    }

    @Test
    void leafForAnyPurposeIsBelieved() {
        assertBelieved(
                chain(leaf().extendedKeyUsage(KeyPurposeId.anyExtendedKeyUsage).issuedBy(INTERMEDIATE), INTERMEDIATE));
    }

    @Test
    void leafThatSaysNothingAboutItsUseIsBelieved() {
        assertBelieved(chain(leaf().withoutKeyUsage().extendedKeyUsage().issuedBy(INTERMEDIATE), INTERMEDIATE));
    }

    @Test
    void leafForAnotherHostIsRefusedWithTheNamesItHas() {
        TestCertificate other = TestCertificate.server("other.test")
                .dnsNames("other.test", "*.other.test")
                .ipAddresses("192.0.2.1")
                .issuedBy(INTERMEDIATE);

        assertRefused(
                chain(other, INTERMEDIATE),
                AlertDescription.BAD_CERTIFICATE,
                "not for " + TestChain.HOST,
                "other.test, *.other.test, 192.0.2.1");
    }

    @Test
    void certificateSignedWithMd5IsRefusedByTheJdksPolicy() {
        TestCertificate weak = leaf().signatureAlgorithm("MD5withRSA").issuedBy(INTERMEDIATE);

        assertRefused(chain(weak, INTERMEDIATE), AlertDescription.BAD_CERTIFICATE, "MD5withRSA");
    }

    @Test
    void elevenCertificatesAreTooMany() {
        List<X509Certificate> chain = new ArrayList<>(chain(leaf().issuedBy(INTERMEDIATE)));
        chain.addAll(Collections.nCopies(10, INTERMEDIATE.certificate()));

        assertRefused(chain, AlertDescription.UNKNOWN_CA, "11 certificates");
    }

    @Test
    void authoritiesThatAllIssueOneAnotherAreGivenUpOnSoon() {
        List<TestCertificate> clique = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            clique.add(TestCertificate.authority("clique").selfSigned());
        }
        TestCertificate astray = leaf().issuedBy(clique.get(0));
        TestCertificate impostor = TestCertificate.authority("clique").selfSigned();
        List<X509Certificate> chain = new ArrayList<>(chain(astray));
        clique.forEach(authority -> chain.add(authority.certificate()));
        PkixVerifier trustingAnotherKey = PkixVerifier.of(List.of(
                TestCertificate.authority("clique").keyBits(2056).selfSigned().certificate()));
        chain.add(impostor.certificate());

        TlsException refusal = assertThrows(
                TlsException.class, () -> trustingAnotherKey.verify(presented(chain, TestChain.HOST), TestChain.NOW));

        assertEquals(AlertDescription.BAD_CERTIFICATE, refusal.alert());
    }

    @Test
    void verifierWithoutTrustAnchorsCannotBeMade() {
        assertThrows(IllegalArgumentException.class, () -> PkixVerifier.of(List.of()));
    }

    @Test
    void systemsAuthoritiesDoNotKnowOurs() {
        TestChain standard = TestChain.standard();

        TlsException refusal = assertThrows(
                TlsException.class,
                () -> PkixVerifier.systemDefault().verify(presented(standard.chain(), TestChain.HOST), TestChain.NOW));

        assertEquals(AlertDescription.UNKNOWN_CA, refusal.alert());
    }

    private static TestCertificate.Builder leaf() {
        return TestCertificate.server(TestChain.HOST).dnsNames(TestChain.HOST);
    }

    private static List<X509Certificate> chain(TestCertificate... certificates) {
        return List.of(certificates).stream().map(TestCertificate::certificate).toList();
    }

    private void assertBelieved(List<X509Certificate> chain) {
        assertDoesNotThrow(() -> verifier.verify(presented(chain, TestChain.HOST), TestChain.NOW));
    }

    private void assertRefused(List<X509Certificate> chain, AlertDescription alert, String... said) {
        TlsException refusal = assertThrows(
                TlsException.class, () -> verifier.verify(presented(chain, TestChain.HOST), TestChain.NOW));
        assertEquals(alert, refusal.alert(), refusal.getMessage());
        for (String words : said) {
            assertTrue(refusal.getMessage().contains(words), refusal.getMessage());
        }
    }

    private static PresentedChain presented(List<X509Certificate> chain, String host) {
        return new PresentedChain(chain, KeyUse.SERVER_KEY_ENCIPHERMENT, Optional.of(host), Optional.empty());
    }
}
