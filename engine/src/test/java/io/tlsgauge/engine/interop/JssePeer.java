package io.tlsgauge.engine.interop;

import java.security.Provider;
import java.security.Security;
import java.util.Optional;

/** The JDK's own TLS. */
public final class JssePeer extends ContextPeer {
    static {
        // JDK 24 and later switch the suites of static RSA off.
        Security.setProperty("jdk.tls.disabledAlgorithms", "SSLv3");
    }

    public static final Provider PROVIDER = Security.getProvider("SunJSSE");

    @Override
    public String name() {
        return "JSSE";
    }

    @Override
    Provider provider() {
        return PROVIDER;
    }

    @Override
    public Optional<String> version() {
        return Optional.of("JDK " + Runtime.version());
    }
}
