package io.tlsgauge.engine.crypto;

import java.security.Key;
import java.util.Optional;

/** The types of the keys that certificates hold. */
public enum KeyType {
    RSA,
    EC;

    /** The type of a key by the JCA's name of its algorithm, or empty where the engine has no use for it. */
    public static Optional<KeyType> of(Key key) {
        return switch (key.getAlgorithm()) {
            case "RSA" -> Optional.of(RSA);
            case "EC" -> Optional.of(EC);
            default -> Optional.empty();
        };
    }
}
