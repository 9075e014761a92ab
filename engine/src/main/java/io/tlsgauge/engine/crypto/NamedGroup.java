package io.tlsgauge.engine.crypto;

import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.util.Optional;

/** The groups of ephemeral Diffie-Hellman (RFC 8422 §5.1.1), in the order of preference unless another is given. */
public enum NamedGroup {
    X25519(29, "X25519", 32),
    SECP256R1(23, "secp256r1", 32),
    SECP384R1(24, "secp384r1", 48);

    private final int code;
    private final String jcaName;
    private final int coordinateLength;

    NamedGroup(int code, String jcaName, int coordinateLength) {
        this.code = code;
        this.jcaName = jcaName;
        this.coordinateLength = coordinateLength;
    }

    /** The group's code on the wire, two bytes. */
    public int code() {
        return code;
    }

    /** The name under which the JCA knows the group. */
    public String jcaName() {
        return jcaName;
    }

    /** The length in bytes of a coordinate, and of the shared secret. */
    public int coordinateLength() {
        return coordinateLength;
    }

    /** Whether its public keys are points of a short Weierstrass curve, x and y; X25519's are one coordinate. */
    public boolean isWeierstrass() {
        return this != X25519;
    }

    /** The group with this code, or empty where the engine does not have it. */
    public static Optional<NamedGroup> ofCode(int code) {
        for (NamedGroup group : values()) {
            if (group.code == code) {
                return Optional.of(group);
            }
        }
        return Optional.empty();
    }

    /** The curve's parameters, of a Weierstrass curve. */
    public ECParameterSpec parameters() {
        return Curve.of(this);
    }

    private static final class Curve {
        private static final ECParameterSpec SECP256R1_PARAMETERS = load(SECP256R1);
        private static final ECParameterSpec SECP384R1_PARAMETERS = load(SECP384R1);

        static ECParameterSpec of(NamedGroup group) {
            return switch (group) {
                case SECP256R1 -> SECP256R1_PARAMETERS;
                case SECP384R1 -> SECP384R1_PARAMETERS;
                case X25519 -> throw new IllegalArgumentException("X25519 is no Weierstrass curve");
            };
        }

        private static ECParameterSpec load(NamedGroup group) {
            try {
                AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
                parameters.init(new ECGenParameterSpec(group.jcaName));
                return parameters.getParameterSpec(ECParameterSpec.class);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("this Java runtime does not know the curve " + group.jcaName, e);
            }
        }
    }
}
