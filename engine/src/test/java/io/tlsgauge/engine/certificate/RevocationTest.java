package io.tlsgauge.engine.certificate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tlsgauge.engine.alert.AlertDescription;
import io.tlsgauge.engine.alert.TlsException;
import java.net.URI;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a verifier makes of CRLs and stapled OCSP responses. */
class RevocationTest {
    private static final TestChain CHAIN = TestChain.standard();
    private static final X509Certificate LEAF = CHAIN.chain().get(0);
    private static final TestCertificate INTERMEDIATE = TestChain.intermediate();
    private static final TestCertificate ROOT =
            TestCertificate.authority("tlsgauge test root").selfSigned();
    private static final TestCertificate STRANGER =
            TestCertificate.authority("a stranger").selfSigned();
    private static final Instant NOW = TestChain.NOW;
    private static final Instant YESTERDAY = NOW.minus(Duration.ofDays(1));
    private static final Instant LONG_AGO = NOW.minus(Duration.ofDays(30));
    private static final Revocation SOFT = Revocation.stapled(Revocation.Failure.SOFT);
    private static final Revocation HARD = Revocation.stapled(Revocation.Failure.HARD);

    private final X509CRL ofIntermediate = TestRevocation.crl(INTERMEDIATE, YESTERDAY);
    private final X509CRL ofRoot = TestRevocation.crl(ROOT, YESTERDAY);

    RevocationTest() throws Exception {}

    @Test
    void chainThatNoCrlRevokesIsBelieved() throws Exception {
        verify(HARD.withCrls(List.of(ofIntermediate, ofRoot)), Optional.empty());
    }

    @Test
    void revokedCertificateIsNamedWithTheTimeAndTheReason() throws Exception {
        X509CRL revoking = TestRevocation.crl(INTERMEDIATE, YESTERDAY, LEAF);
        for (Revocation revocation : List.of(SOFT, HARD)) {
            String message = assertRefused(
                    AlertDescription.CERTIFICATE_REVOKED,
                    revocation.withCrls(List.of(revoking, ofRoot)),
                    Optional.empty());
            assertTrue(message.contains("CN=server.test"), message);
            assertTrue(message.contains(TestRevocation.REVOKED_AT.toString()), message);
            assertTrue(message.contains("KEY_COMPROMISE"), message);
        }
    }

    @Test
    void revokedIntermediateIsNamed() throws Exception {
        X509CRL revoking = TestRevocation.crl(ROOT, YESTERDAY, CHAIN.chain().get(1));
        String message = assertRefused(
                AlertDescription.CERTIFICATE_REVOKED,
                SOFT.withCrls(List.of(ofIntermediate, revoking)),
                Optional.of(TestRevocation.good(INTERMEDIATE, LEAF, YESTERDAY)));
        assertTrue(message.contains("CN=tlsgauge test intermediate"), message);
    }

    @Test
    void whereNobodyTellsTheFailureIsSoftOrHard() throws Exception {
        verify(SOFT, Optional.empty());
        assertRefused(AlertDescription.CERTIFICATE_UNKNOWN, HARD, Optional.empty());
        assertRefused(AlertDescription.CERTIFICATE_UNKNOWN, HARD.withCrls(List.of(ofIntermediate)), Optional.empty());
    }

    @Test
    void crlThatIsOldOrOfAnotherTellsNothing() throws Exception {
        X509CRL old = TestRevocation.crl(INTERMEDIATE, LONG_AGO, LEAF);
        X509CRL forged =
                TestRevocation.crl(new TestCertificate(INTERMEDIATE.certificate(), STRANGER.key()), YESTERDAY, LEAF);
        for (X509CRL crl : List.of(old, forged)) {
            verify(SOFT.withCrls(List.of(crl)), Optional.empty());
            assertRefused(AlertDescription.CERTIFICATE_UNKNOWN, HARD.withCrls(List.of(crl, ofRoot)), Optional.empty());
        }
    }

    @Test
    void stapledResponseVouchesForTheLeafAlone() throws Exception {
        Optional<byte[]> good = Optional.of(TestRevocation.good(INTERMEDIATE, LEAF, YESTERDAY));
        verify(HARD.withCrls(List.of(ofRoot)), good);
        assertRefused(AlertDescription.CERTIFICATE_UNKNOWN, HARD, good);
    }

    @Test
    void stapledResponseThatRevokesIsRefused() throws Exception {
        String message = assertRefused(
                AlertDescription.CERTIFICATE_REVOKED,
                SOFT,
                Optional.of(TestRevocation.revoked(INTERMEDIATE, LEAF, YESTERDAY)));
        assertTrue(message.contains("CN=server.test"), message);
    }

    @Test
    void stapledResponseThatDoesNotFitIsRefusedEvenSoftly() throws Exception {
        X509Certificate other = TestChain.ec("secp256r1").chain().get(0);
        for (byte[] response : List.of(
                TestRevocation.good(INTERMEDIATE, LEAF, LONG_AGO),
                TestRevocation.good(INTERMEDIATE, other, YESTERDAY),
                TestRevocation.good(STRANGER, LEAF, YESTERDAY),
                new byte[] {1, 2, 3})) {
            assertRefused(AlertDescription.BAD_CERTIFICATE_STATUS_RESPONSE, SOFT, Optional.of(response));
        }
    }

    @Test
    void distributionPointsAreAskedOnlyThroughAFetcher() throws Exception {
        URI point = URI.create("http://crl.test/leaf.crl");
        TestCertificate leaf = TestCertificate.server(TestChain.HOST)
                .dnsNames(TestChain.HOST)
                .crlDistributionPoint(point)
                .issuedBy(INTERMEDIATE);
        List<X509Certificate> chain = List.of(leaf.certificate(), CHAIN.chain().get(1));
        X509CRL revoking = TestRevocation.crl(INTERMEDIATE, YESTERDAY, leaf.certificate());
        List<URI> asked = new ArrayList<>();
        verify(chain, SOFT, Optional.empty());
        TlsException refusal = assertThrows(
                TlsException.class,
                () -> verify(
                        chain,
                        SOFT.withFetcher(uri -> {
                            asked.add(uri);
                            return Optional.of(revoking);
                        }),
                        Optional.empty()));
        assertEquals(AlertDescription.CERTIFICATE_REVOKED, refusal.alert());
        assertEquals(List.of(point), asked);
    }

    private static String assertRefused(AlertDescription alert, Revocation revocation, Optional<byte[]> ocspResponse) {
        TlsException refusal = assertThrows(TlsException.class, () -> verify(revocation, ocspResponse));
        assertEquals(alert, refusal.alert(), refusal.getMessage());
        return refusal.getMessage();
    }

    private static void verify(Revocation revocation, Optional<byte[]> ocspResponse) throws TlsException {
        verify(CHAIN.chain(), revocation, ocspResponse);
    }

    private static void verify(List<X509Certificate> chain, Revocation revocation, Optional<byte[]> ocspResponse)
            throws TlsException {
        PkixVerifier.of(Set.of(CHAIN.root()), revocation)
                .verify(
                        new PresentedChain(
                                chain, KeyUse.SERVER_KEY_ENCIPHERMENT, Optional.of(TestChain.HOST), ocspResponse),
                        NOW);
    }
}
