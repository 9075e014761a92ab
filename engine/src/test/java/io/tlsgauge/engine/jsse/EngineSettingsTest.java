package io.tlsgauge.engine.jsse;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tlsgauge.engine.certificate.TestChain;
import io.tlsgauge.engine.crypto.CipherSuite;
import io.tlsgauge.engine.crypto.NamedGroup;
import io.tlsgauge.engine.crypto.SignatureScheme;
import io.tlsgauge.engine.wire.ClientHello;
import io.tlsgauge.engine.wire.ClientHelloExtensions;
import java.nio.ByteBuffer;
import java.security.AlgorithmConstraints;
import java.security.AlgorithmParameters;
import java.security.CryptoPrimitive;
import java.security.InvalidParameterException;
import java.security.Key;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIMatcher;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What callers set at a provider, a context and an engine, met by the JDK on the other side. */
class EngineSettingsTest {
    private static final TestChain CHAIN = TestChain.standard();
    private static final TestChain EC_CHAIN = TestChain.ec("secp256r1");
    private static final TestChain CLIENT_CHAIN = TestChain.client();

    private final SSLContext ours = EnginePair.context(EnginePair.OURS, CHAIN);
    private final SSLContext jdk = EnginePair.context(EnginePair.JDK, CHAIN);

    EngineSettingsTest() throws Exception {}

    /** The JDK on one side each time. */
    Stream<SSLContext[]> pairings() {
        return Stream.of(new SSLContext[] {ours, jdk}, new SSLContext[] {jdk, ours});
    }

    static Stream<String> suites() {
        return Arrays.stream(CipherSuite.values()).map(CipherSuite::name);
    }

    @ParameterizedTest
    @MethodSource("suites")
    void everySuiteIsSpokenWithTheJdkBothWays(String suite) throws Exception {
        TestChain chain = suite.contains("_ECDSA_") ? EC_CHAIN : CHAIN;
        SSLContext ourSide = EnginePair.context(EnginePair.OURS, chain);
        SSLContext jdkSide = EnginePair.context(EnginePair.JDK, chain);
        for (EnginePair pair : List.of(pair(ourSide, jdkSide), pair(jdkSide, ourSide))) {
            pair.client().engine().setEnabledCipherSuites(new String[] {suite});
            pair.server().engine().setEnabledCipherSuites(new String[] {suite});
            pair.shakeHands();
            assertEquals(suite, pair.client().engine().getSession().getCipherSuite());
            assertEquals(suite, pair.server().engine().getSession().getCipherSuite());
        }
    }

    @Test
    void enginesOfOneContextKeepTheirOwnSettings() throws Exception {
        String[] suites = {
            "TLS_RSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
            "TLS_RSA_WITH_AES_128_GCM_SHA256"
        };
        for (String suite : suites) {
            for (EnginePair pair : List.of(pair(ours, jdk), pair(jdk, ours), pair(ours, ours))) {
                for (SSLEngine engine :
                        List.of(pair.client().engine(), pair.server().engine())) {
                    SSLParameters parameters = engine.getSSLParameters();
                    parameters.setCipherSuites(new String[] {suite});
                    parameters.setApplicationProtocols(new String[] {"proto-" + suite.length()});
                    engine.setSSLParameters(parameters);
                }
                pair.shakeHands();
                assertEquals(suite, pair.server().engine().getSession().getCipherSuite());
                assertEquals("proto-" + suite.length(), pair.client().engine().getApplicationProtocol());
            }
        }
    }

    @Test
    void suitesAndProtocolsThatAreNotKnownAreRefusedByName() {
        SSLEngine engine = EnginePair.server(ours);
        assertRefused(
                "TLS_RSA_WITH_RC4_128_MD5",
                () -> engine.setEnabledCipherSuites(new String[] {"TLS_RSA_WITH_RC4_128_MD5"}));
        assertRefused("TLSv1.3", () -> engine.setEnabledProtocols(new String[] {"TLSv1.3"}));
        assertRefused("cipher suite", () -> engine.setEnabledCipherSuites(new String[0]));
        assertRefused("protocol", () -> engine.setEnabledProtocols(new String[0]));
        assertArrayEquals(new String[] {"TLSv1.2"}, engine.getEnabledProtocols());
        assertArrayEquals(engine.getSupportedCipherSuites(), engine.getEnabledCipherSuites());
    }

    @Test
    void orderOfSuitesIsTheServersUnlessItFollowsTheClient() throws Exception {
        String first = "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256";
        String second = "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384";
        for (boolean serversOrder : new boolean[] {true, false}) {
            EnginePair pair = pair(EnginePair.context(EnginePair.JDK, CHAIN), ours);
            pair.client().engine().setEnabledCipherSuites(new String[] {first, second});
            set(pair.server().engine(), parameters -> {
                parameters.setCipherSuites(new String[] {second, first});
                parameters.setUseCipherSuitesOrder(serversOrder);
            });
            pair.shakeHands();
            assertEquals(
                    serversOrder ? second : first,
                    pair.server().engine().getSession().getCipherSuite());
        }
    }

    @Test
    void applicationProtocolIsTheServersFirst() throws Exception {
        for (SSLContext[] sides : pairings().toList()) {
            EnginePair pair = pair(sides[0], sides[1]);
            protocols(pair.client().engine(), "http/1.1", "h2");
            protocols(pair.server().engine(), "h2", "http/1.1");
            pair.shakeHands();
            assertEquals("h2", pair.client().engine().getApplicationProtocol());
            assertEquals("h2", pair.server().engine().getApplicationProtocol());
        }
    }

    @Test
    void applicationProtocolIsEmptyWhereNoneIsAgreedOn() throws Exception {
        EnginePair pair = pair(ours, ours).shakeHands();
        assertEquals("", pair.client().engine().getApplicationProtocol());
        EnginePair none = pair(jdk, ours);
        protocols(none.client().engine(), "h2");
        protocols(none.server().engine(), "spdy/3");
        SSLException failure = assertThrows(SSLHandshakeException.class, none::shakeHands);
        assertTrue(failure.getMessage().contains("no_application_protocol"), failure::getMessage);
    }

    @Test
    void selectorOfTheCallerGoesBeforeTheList() throws Exception {
        for (String choice : new String[] {"http/1.1", ""}) {
            EnginePair pair = pair(jdk, ours);
            protocols(pair.client().engine(), "h2", "http/1.1");
            protocols(pair.server().engine(), "h2");
            pair.server().engine().setHandshakeApplicationProtocolSelector((engine, offered) -> {
                assertEquals(List.of("h2", "http/1.1"), offered);
                return choice;
            });
            pair.shakeHands();
            assertEquals(choice, pair.client().engine().getApplicationProtocol());
        }
        EnginePair refused = pair(jdk, ours);
        protocols(refused.client().engine(), "h2");
        refused.server().engine().setHandshakeApplicationProtocolSelector((engine, offered) -> null);
        assertThrows(SSLHandshakeException.class, refused::shakeHands);
    }

    @Test
    void serverNameIsSentAndMatched() throws Exception {
        for (SSLContext[] sides : pairings().toList()) {
            EnginePair pair = pair(sides[0], sides[1]);
            set(
                    pair.server().engine(),
                    parameters -> parameters.setSNIMatchers(List.of(SNIHostName.createSNIMatcher("server\\.test"))));
            pair.shakeHands();
            ExtendedSSLSession session =
                    (ExtendedSSLSession) pair.server().engine().getSession();
            assertEquals(List.of(new SNIHostName(TestChain.HOST)), session.getRequestedServerNames());
        }
    }

    @Test
    void serverNameThatNoMatcherKnowsIsRefused() throws Exception {
        for (SSLContext[] sides : pairings().toList()) {
            EnginePair pair = pair(sides[0], sides[1]);
            set(
                    pair.client().engine(),
                    parameters -> parameters.setServerNames(List.of(new SNIHostName("other.test"))));
            set(
                    pair.server().engine(),
                    parameters -> parameters.setSNIMatchers(List.of(SNIHostName.createSNIMatcher("server\\.test"))));
            SSLException failure = assertThrows(SSLHandshakeException.class, pair::shakeHands);
            assertTrue(failure.getMessage().toLowerCase().contains("name"), failure::getMessage);
        }
    }

    /** The JDK holds some names to be none, which is no fault of the client's; but no matcher knows them. */
    @ParameterizedTest
    @ValueSource(strings = {"my_host.test", "host.test.", "-"})
    void serverNameThatTheJdkDoesNotTakeIsNoFault(String name) throws Exception {
        SSLEngine server = EnginePair.server(ours);
        server.unwrap(helloWithName(name), ByteBuffer.allocate(0));
        assertEquals(HandshakeStatus.NEED_TASK, server.getHandshakeStatus());
        assertEquals(List.of(), ((ExtendedSSLSession) server.getHandshakeSession()).getRequestedServerNames());
        SSLEngine matching = EnginePair.server(ours);
        set(matching, parameters -> parameters.setSNIMatchers(List.of(SNIHostName.createSNIMatcher(".*"))));
        SSLException refusal =
                assertThrows(SSLException.class, () -> matching.unwrap(helloWithName(name), ByteBuffer.allocate(0)));
        assertTrue(refusal.getMessage().contains("unrecognized_name"), refusal::getMessage);
    }

    @Test
    void serverOfAResumedSessionKnowsTheNameThatWasAskedFor() throws Exception {
        pair(jdk, ours).shakeHands();
        ExtendedSSLSession resumed = (ExtendedSSLSession)
                pair(jdk, ours).shakeHands().server().engine().getSession();
        assertEquals(List.of(new SNIHostName(TestChain.HOST)), resumed.getRequestedServerNames());
    }

    @Test
    void hostThatIsAskedForByNameIsCheckedAsTheJdkChecksIt() throws Exception {
        SSLContext plain = SSLContext.getInstance("TLSv1.2", EnginePair.OURS);
        plain.init(null, new X509TrustManager[] {new TrustsAll()}, null);
        for (SSLContext context : List.of(jdk, ours, plain)) {
            assertThrows(SSLHandshakeException.class, identify(context, "127.0.0.2", "a.test")::shakeHands);
            identify(context, "127.0.0.2", TestChain.HOST).shakeHands();
        }
    }

    @Test
    void hostIsCheckedWhereTheCallerAsksForIt() throws Exception {
        identify(ours, TestChain.HOST).shakeHands();
        assertThrows(SSLHandshakeException.class, identify(ours, "other.example")::shakeHands);
    }

    @Test
    void hostIsCheckedForATrustManagerThatDoesNotSeeTheEngine() throws Exception {
        SSLContext plain = SSLContext.getInstance("TLSv1.2", EnginePair.OURS);
        plain.init(null, new X509TrustManager[] {new TrustsAll()}, null);
        identify(plain, TestChain.HOST).shakeHands();
        SSLException failure = assertThrows(SSLHandshakeException.class, identify(plain, "other.example")::shakeHands);
        assertTrue(failure.getMessage().contains("other.example"), failure::getMessage);
    }

    @Test
    void clientShowsItsCertificateToAServerThatWantsOrNeedsIt() throws Exception {
        SSLContext ourClient = EnginePair.context(EnginePair.OURS, CLIENT_CHAIN);
        SSLContext jdkClient = EnginePair.context(EnginePair.JDK, CLIENT_CHAIN);
        for (boolean need : new boolean[] {true, false}) {
            for (EnginePair pair : List.of(pair(ourClient, jdk), pair(jdkClient, ours))) {
                authenticate(pair.server().engine(), need);
                pair.shakeHands();
                assertEquals(
                        CLIENT_CHAIN.chain(),
                        List.of(pair.server().engine().getSession().getPeerCertificates()));
            }
        }
    }

    @Test
    void clientWithoutACertificateIsRefusedOnlyWhereItIsNeeded() throws Exception {
        SSLContext nobody = EnginePair.context(EnginePair.JDK, CHAIN, new KeyManager[0]);
        EnginePair wanted = pair(nobody, ours);
        authenticate(wanted.server().engine(), false);
        wanted.shakeHands();
        assertThrows(SSLPeerUnverifiedException.class, wanted.server().engine().getSession()::getPeerCertificates);
        EnginePair needed = pair(nobody, ours);
        authenticate(needed.server().engine(), true);
        assertThrows(SSLHandshakeException.class, needed::shakeHands);
    }

    @Test
    void serverAsksForACertificateOnceItIsNeeded() throws Exception {
        SSLContext jdkClient = EnginePair.context(EnginePair.JDK, CLIENT_CHAIN);
        EnginePair pair = pair(jdkClient, ours).shakeHands();
        SSLEngine server = pair.server().engine();
        assertThrows(SSLPeerUnverifiedException.class, server.getSession()::getPeerCertificates);
        server.setNeedClientAuth(true);
        server.beginHandshake();
        pair.carry();
        assertEquals(CLIENT_CHAIN.chain(), List.of(server.getSession().getPeerCertificates()));
        assertEquals(2, pair.server().finishes());
        pair.client().say("for authenticated clients only");
        pair.carry();
        assertEquals("for authenticated clients only", pair.server().received());
    }

    @Test
    void eitherSideStartsFurtherHandshakesAndDataInFlightArrives() throws Exception {
        for (SSLContext[] sides : pairings().toList()) {
            EnginePair pair = pair(sides[0], sides[1]).shakeHands();
            for (EnginePair.Side starter : List.of(pair.client(), pair.server(), pair.client(), pair.server())) {
                pair.server().say("before, ");
                starter.engine().beginHandshake();
                pair.carry();
                pair.server().say("after, ");
                pair.carry();
            }
            assertEquals("before, after, ".repeat(4), pair.client().received());
            assertEquals(5, pair.client().finishes());
            assertEquals(5, pair.server().finishes());
        }
    }

    @Test
    void trustManagersOfAnyKindSeeTheChain() throws Exception {
        TrustsAll trusting = new TrustsAll();
        SSLContext context = SSLContext.getInstance("TLSv1.2", EnginePair.OURS);
        context.init(null, new X509TrustManager[] {trusting}, null);
        pair(context, jdk).shakeHands();
        assertEquals(CHAIN.chain(), trusting.seen);
        SSLContext without = SSLContext.getInstance("TLSv1.2", EnginePair.OURS);
        without.init(null, new X509TrustManager[0], null);
        SSLException failure = assertThrows(SSLHandshakeException.class, pair(without, jdk)::shakeHands);
        assertTrue(failure.getMessage().contains("X509TrustManager"), failure::getMessage);
    }

    @Test
    void defaultTrustStoreServesWhereNoTrustManagerIsGiven() throws Exception {
        SSLContext context = SSLContext.getInstance("TLSv1.2", EnginePair.OURS);
        context.init(null, null, null);
        assertThrows(SSLHandshakeException.class, pair(context, jdk)::shakeHands);
    }

    @Test
    void providerIsFoundByNameAndConfigured() throws Exception {
        Provider provider = new TlsGaugeProvider();
        assertEquals("TlsGauge", provider.getName());
        assertEquals("TLSv1.2", SSLContext.getInstance("TLSv1.2", provider).getProtocol());
        assertEquals("TLS", SSLContext.getInstance("TLS", provider).getProtocol());
        assertThrows(NoSuchAlgorithmException.class, () -> SSLContext.getInstance("TLSv1.3", provider));
        assertTrue(provider.configure("bc").getInfo().endsWith("cryptography: bc"));
        SSLContext bouncy = EnginePair.context(provider.configure("bc"), CHAIN);
        pair(bouncy, jdk).shakeHands();
        assertThrows(InvalidParameterException.class, () -> provider.configure("nothing"));
    }

    @Test
    void contextThatIsNotInitializedGivesNoEngine() throws Exception {
        SSLContext context = SSLContext.getInstance("TLSv1.2", EnginePair.OURS);
        assertThrows(IllegalStateException.class, context::createSSLEngine);
        assertThrows(UnsupportedOperationException.class, ours::getSocketFactory);
    }

    @Test
    void parametersComeBackAsTheyWereSet() {
        SSLEngine engine = EnginePair.server(ours);
        SSLParameters set = engine.getSSLParameters();
        set.setWantClientAuth(true);
        set.setApplicationProtocols(new String[] {"h2"});
        set.setEndpointIdentificationAlgorithm("HTTPS");
        set.setServerNames(List.of(new SNIHostName("a.test")));
        List<SNIMatcher> matchers = List.of(SNIHostName.createSNIMatcher("a\\.test"));
        set.setSNIMatchers(matchers);
        set.setUseCipherSuitesOrder(false);
        set.setCipherSuites(new String[] {"TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256"});
        AlgorithmConstraints constraints = new NoConstraints();
        set.setAlgorithmConstraints(constraints);
        engine.setSSLParameters(set);
        SSLParameters back = engine.getSSLParameters();
        assertEquals(matchers, List.copyOf(back.getSNIMatchers()));
        assertFalse(back.getUseCipherSuitesOrder());
        assertArrayEquals(new String[] {"TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256"}, back.getCipherSuites());
        assertSame(constraints, back.getAlgorithmConstraints());
        assertTrue(back.getWantClientAuth());
        assertFalse(back.getNeedClientAuth());
        assertArrayEquals(new String[] {"h2"}, back.getApplicationProtocols());
        assertEquals("HTTPS", back.getEndpointIdentificationAlgorithm());
        assertEquals(List.of(new SNIHostName("a.test")), back.getServerNames());
        assertArrayEquals(
                new String[] {"TLSv1.2"}, ours.getDefaultSSLParameters().getProtocols());
        assertArrayEquals(
                engine.getSupportedCipherSuites(),
                ours.getSupportedSSLParameters().getCipherSuites());
    }

    private EnginePair identify(SSLContext context, String host) {
        SSLEngine client = context.createSSLEngine(host, EnginePair.PORT);
        client.setUseClientMode(true);
        set(client, parameters -> parameters.setEndpointIdentificationAlgorithm("HTTPS"));
        return new EnginePair(client, EnginePair.server(jdk));
    }

    private EnginePair identify(SSLContext context, String host, String serverName) {
        EnginePair pair = identify(context, host);
        set(pair.client().engine(), parameters -> parameters.setServerNames(List.of(new SNIHostName(serverName))));
        return pair;
    }

    private static ByteBuffer helloWithName(String name) {
        ClientHello hello = new ClientHello(
                0x0303,
                new byte[32],
                new byte[0],
                new int[] {CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256.code()},
                new byte[1],
                ClientHelloExtensions.builder()
                        .serverName(Optional.of(name))
                        .supportedGroups(NamedGroup.X25519.code())
                        .signatureAlgorithms(SignatureScheme.RSA_PKCS1_SHA256.code())
                        .build());
        byte[] message = hello.encoded();
        return ByteBuffer.allocate(5 + message.length)
                .put(new byte[] {22, 3, 3})
                .putShort((short) message.length)
                .put(message)
                .flip();
    }

    private static void assertRefused(String named, Runnable setting) {
        IllegalArgumentException refusal = assertThrows(IllegalArgumentException.class, setting::run);
        assertTrue(refusal.getMessage().contains(named), refusal::getMessage);
    }

    private static void authenticate(SSLEngine server, boolean need) {
        if (need) {
            server.setNeedClientAuth(true);
        } else {
            server.setWantClientAuth(true);
        }
    }

    private static void protocols(SSLEngine engine, String... names) {
        set(engine, parameters -> parameters.setApplicationProtocols(names));
    }

    private static void set(SSLEngine engine, Consumer<SSLParameters> change) {
        SSLParameters parameters = engine.getSSLParameters();
        change.accept(parameters);
        engine.setSSLParameters(parameters);
    }

    private static EnginePair pair(SSLContext client, SSLContext server) {
        return new EnginePair(EnginePair.client(client), EnginePair.server(server));
    }

    private static final class NoConstraints implements AlgorithmConstraints {
        @Override
        public boolean permits(Set<CryptoPrimitive> primitives, String algorithm, AlgorithmParameters parameters) {
            return true;
        }

        @Override
        public boolean permits(Set<CryptoPrimitive> primitives, Key key) {
            return true;
        }

        @Override
        public boolean permits(
                Set<CryptoPrimitive> primitives, String algorithm, Key key, AlgorithmParameters parameters) {
            return true;
        }
    }

    /** Of the kind that sees no engine. */
    private static final class TrustsAll implements X509TrustManager {
        private List<X509Certificate> seen = List.of();

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {
            seen = List.of(chain);
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
