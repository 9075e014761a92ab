package io.tlsgauge.engine.interop;

import java.security.Provider;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.jsse.provider.BouncyCastleJsseProvider;

/** Bouncy Castle's bctls behind its JSSE provider, with bcprov's cryptography. */
final class BouncyCastlePeer extends ContextPeer {
    /** It logs each connection; held here, because loggers that nobody holds forget their level. */
    private static final Logger LOGGER = Logger.getLogger("org.bouncycastle.jsse");

    private final Provider provider = new BouncyCastleJsseProvider(new BouncyCastleProvider());

    BouncyCastlePeer() {
        LOGGER.setLevel(Level.OFF);
    }

    @Override
    public String name() {
        return "Bouncy Castle";
    }

    @Override
    Provider provider() {
        return provider;
    }

    @Override
    public Optional<String> version() {
        return Optional.of(provider.getInfo());
    }
}
