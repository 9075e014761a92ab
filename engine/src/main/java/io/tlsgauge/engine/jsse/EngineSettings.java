package io.tlsgauge.engine.jsse;

import io.tlsgauge.engine.crypto.CipherSuite;
import java.security.AlgorithmConstraints;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import javax.net.ssl.SNIMatcher;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;

/** The settings of one engine, as {@code SSLParameters} carry them. */
final class EngineSettings {
    private static final String PROTOCOL = "TLSv1.2";
    private static final String RENEGOTIATION_SCSV = "TLS_EMPTY_RENEGOTIATION_INFO_SCSV";
    private static final String[] PROTOCOLS = {PROTOCOL};
    private static final List<CipherSuite> ALL = List.of(CipherSuite.values());
    private static final String[] ALL_NAMES = names(ALL);

    private List<CipherSuite> cipherSuites = ALL;
    private boolean needClientAuth;
    private boolean wantClientAuth;
    private boolean useCipherSuitesOrder = true;
    private boolean enableSessionCreation = true;
    private List<String> applicationProtocols = List.of();
    private Optional<List<SNIServerName>> serverNames = Optional.empty();
    private List<SNIMatcher> sniMatchers = List.of();
    private Optional<String> endpointIdentificationAlgorithm = Optional.empty();
    private Optional<AlgorithmConstraints> algorithmConstraints = Optional.empty();
    private Optional<BiFunction<SSLEngine, List<String>, String>> applicationProtocolSelector = Optional.empty();

    static String[] supportedCipherSuites() {
        return names(ALL);
    }

    static String[] protocols() {
        return PROTOCOLS.clone();
    }

    /**
     * Refuses protocols that the engine does not have.
     *
     * @throws IllegalArgumentException if TLSv1.2 is not among them, or one has no such name
     */
    static void requireProtocols(String[] names) {
        for (String name : names) {
            if (!name.equals(PROTOCOL)) {
                throw new IllegalArgumentException("protocol '" + name + "' is not supported: enable " + PROTOCOL);
            }
        }
        if (names.length == 0) {
            throw new IllegalArgumentException("no protocol is enabled: enable " + PROTOCOL);
        }
    }

    List<CipherSuite> cipherSuites() {
        return cipherSuites;
    }

    String[] cipherSuiteNames() {
        return names(cipherSuites);
    }

    /**
     * The suites in the caller's order; the SCSV, which every ClientHello implies, is passed over.
     *
     * @throws IllegalArgumentException if a suite is not known, or none is left
     */
    void cipherSuites(String[] names) {
        List<CipherSuite> chosen = new ArrayList<>(names.length);
        for (String name : names) {
            if (!name.equals(RENEGOTIATION_SCSV)) {
                CipherSuite suite = CipherSuite.ofName(name);
                if (!chosen.contains(suite)) {
                    chosen.add(suite);
                }
            }
        }
        if (chosen.isEmpty()) {
            throw new IllegalArgumentException("no cipher suite is enabled: enable one at least");
        }
        cipherSuites = List.copyOf(chosen);
    }

    boolean needClientAuth() {
        return needClientAuth;
    }

    void needClientAuth(boolean need) {
        needClientAuth = need;
        wantClientAuth = false;
    }

    boolean wantClientAuth() {
        return wantClientAuth;
    }

    void wantClientAuth(boolean want) {
        wantClientAuth = want;
        needClientAuth = false;
    }

    boolean useCipherSuitesOrder() {
        return useCipherSuitesOrder;
    }

    boolean enableSessionCreation() {
        return enableSessionCreation;
    }

    void enableSessionCreation(boolean enable) {
        enableSessionCreation = enable;
    }

    List<String> applicationProtocols() {
        return applicationProtocols;
    }

    /** The names that a client sends; empty where it is left to the engine. */
    Optional<List<SNIServerName>> serverNames() {
        return serverNames;
    }

    List<SNIMatcher> sniMatchers() {
        return sniMatchers;
    }

    /** The caller's own choice of an application protocol, which goes before the list. */
    Optional<BiFunction<SSLEngine, List<String>, String>> applicationProtocolSelector() {
        return applicationProtocolSelector;
    }

    void applicationProtocolSelector(BiFunction<SSLEngine, List<String>, String> selector) {
        applicationProtocolSelector = Optional.ofNullable(selector);
    }

    Optional<String> endpointIdentificationAlgorithm() {
        return endpointIdentificationAlgorithm;
    }

    /** A copy for a caller, who may change it at will. */
    SSLParameters toParameters() {
        // It copies what it is given.
        SSLParameters parameters = new SSLParameters(cipherSuites == ALL ? ALL_NAMES : names(cipherSuites), PROTOCOLS);
        if (needClientAuth) {
            parameters.setNeedClientAuth(true);
        } else {
            parameters.setWantClientAuth(wantClientAuth);
        }
        parameters.setUseCipherSuitesOrder(useCipherSuitesOrder);
        if (!applicationProtocols.isEmpty()) {
            parameters.setApplicationProtocols(applicationProtocols.toArray(new String[0]));
        }
        serverNames.ifPresent(parameters::setServerNames);
        parameters.setSNIMatchers(sniMatchers);
        endpointIdentificationAlgorithm.ifPresent(parameters::setEndpointIdentificationAlgorithm);
        algorithmConstraints.ifPresent(parameters::setAlgorithmConstraints);
        return parameters;
    }

    /** Takes a caller's settings; suites and protocols that are null stay as they are. */
    void take(SSLParameters parameters) {
        String[] suites = parameters.getCipherSuites();
        if (suites != null) {
            cipherSuites(suites);
        }
        String[] protocols = parameters.getProtocols();
        if (protocols != null) {
            requireProtocols(protocols);
        }
        needClientAuth = parameters.getNeedClientAuth();
        wantClientAuth = parameters.getWantClientAuth();
        useCipherSuitesOrder = parameters.getUseCipherSuitesOrder();
        applicationProtocols = List.of(parameters.getApplicationProtocols());
        if (parameters.getServerNames() != null) {
            serverNames = Optional.of(List.copyOf(parameters.getServerNames()));
        }
        Collection<SNIMatcher> matchers = parameters.getSNIMatchers();
        if (matchers != null) {
            sniMatchers = List.copyOf(matchers);
        }
        endpointIdentificationAlgorithm = Optional.ofNullable(parameters.getEndpointIdentificationAlgorithm())
                .filter(algorithm -> !algorithm.isEmpty());
        algorithmConstraints = Optional.ofNullable(parameters.getAlgorithmConstraints());
    }

    private static String[] names(List<CipherSuite> suites) {
        String[] names = new String[suites.size()];
        for (int i = 0; i < names.length; i++) {
            names[i] = suites.get(i).name();
        }
        return names;
    }
}
