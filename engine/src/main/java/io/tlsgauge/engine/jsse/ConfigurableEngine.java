package io.tlsgauge.engine.jsse;

import java.util.List;
import java.util.function.BiFunction;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;

/** The half of an {@link SSLEngine} that callers set it up by, before a handshake or between two. */
abstract class ConfigurableEngine extends SSLEngine {
    /** What is set; read and written under this engine's lock. */
    final EngineSettings settings = new EngineSettings();

    ConfigurableEngine(String peerHost, int peerPort) {
        super(peerHost, peerPort);
    }

    @Override
    public synchronized void setEnableSessionCreation(boolean enable) {
        settings.enableSessionCreation(enable);
    }

    @Override
    public synchronized boolean getEnableSessionCreation() {
        return settings.enableSessionCreation();
    }

    @Override
    public String[] getSupportedCipherSuites() {
        return EngineSettings.supportedCipherSuites();
    }

    @Override
    public synchronized String[] getEnabledCipherSuites() {
        return settings.cipherSuiteNames();
    }

    @Override
    public synchronized void setEnabledCipherSuites(String[] suites) {
        settings.cipherSuites(suites);
    }

    @Override
    public String[] getSupportedProtocols() {
        return EngineSettings.protocols();
    }

    @Override
    public String[] getEnabledProtocols() {
        return EngineSettings.protocols();
    }

    @Override
    public void setEnabledProtocols(String[] protocols) {
        EngineSettings.requireProtocols(protocols);
    }

    @Override
    public synchronized void setNeedClientAuth(boolean need) {
        settings.needClientAuth(need);
    }

    @Override
    public synchronized boolean getNeedClientAuth() {
        return settings.needClientAuth();
    }

    @Override
    public synchronized void setWantClientAuth(boolean want) {
        settings.wantClientAuth(want);
    }

    @Override
    public synchronized boolean getWantClientAuth() {
        return settings.wantClientAuth();
    }

    @Override
    public synchronized SSLParameters getSSLParameters() {
        return settings.toParameters();
    }

    @Override
    public synchronized void setSSLParameters(SSLParameters parameters) {
        settings.take(parameters);
    }

    @Override
    public synchronized void setHandshakeApplicationProtocolSelector(
            BiFunction<SSLEngine, List<String>, String> selector) {
        settings.applicationProtocolSelector(selector);
    }

    @Override
    public synchronized BiFunction<SSLEngine, List<String>, String> getHandshakeApplicationProtocolSelector() {
        return settings.applicationProtocolSelector().orElse(null);
    }
}
