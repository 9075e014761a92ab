package io.tlsgauge.engine.handshake.tls12;

import io.tlsgauge.engine.alert.AlertDescription;
import io.tlsgauge.engine.alert.TlsException;
import io.tlsgauge.engine.config.Identity;
import io.tlsgauge.engine.config.ServerConfig;
import io.tlsgauge.engine.crypto.CipherSuite;
import io.tlsgauge.engine.crypto.NamedGroup;
import io.tlsgauge.engine.crypto.SignatureScheme;
import io.tlsgauge.engine.wire.ClientHello;
import io.tlsgauge.engine.wire.ClientHelloExtensions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What a server chooses of a client's offer for a full handshake, in the server's order of preference unless it is
 * configured to follow the client's.
 *
 * @param identity whose key is of the suite's type
 * @param namedGroup the group of the ephemeral key, where the suite has one
 * @param signatureScheme how the ephemeral key is signed
 */
record ServerChoice(
        CipherSuite cipherSuite,
        Identity identity,
        Optional<NamedGroup> namedGroup,
        Optional<SignatureScheme> signatureScheme) {
    private static final int SECP256R1_BITS = 256;
    private static final int SECP384R1_BITS = 384;
    private static final int SECP521R1_CODE = 25;

    /**
     * The first suite that the client offers and for which all else can be agreed on.
     *
     * @throws TlsException with {@code handshake_failure} if there is none
     */
    static ServerChoice of(ServerConfig config, ClientHello hello) throws TlsException {
        List<Identity> identities = config.identities().identities(hello);
        for (CipherSuite suite : common(config, hello)) {
            for (Identity identity : identities) {
                Optional<ServerChoice> choice = choice(config, hello.extensions(), suite, identity);
                if (choice.isPresent()) {
                    return choice.get();
                }
            }
        }
        throw new TlsException(
                AlertDescription.HANDSHAKE_FAILURE,
                identities.isEmpty()
                        ? "there is no certificate for what ClientHello asks"
                        : "ClientHello offers none of the cipher suites " + config.cipherSuites()
                                + " with a group and a signature that the server's certificates allow");
    }

    private static List<CipherSuite> common(ServerConfig config, ClientHello hello) {
        if (config.prefersClientOrder()) {
            return Arrays.stream(hello.cipherSuites())
                    .mapToObj(CipherSuite::ofCode)
                    .flatMap(Optional::stream)
                    .filter(config.cipherSuites()::contains)
                    .toList();
        }
        List<CipherSuite> common = new ArrayList<>();
        for (CipherSuite suite : config.cipherSuites()) {
            if (hello.offers(suite.code())) {
                common.add(suite);
            }
        }
        return common;
    }

    private static Optional<ServerChoice> choice(
            ServerConfig config, ClientHelloExtensions extensions, CipherSuite suite, Identity identity) {
        if (!identity.supports(suite.keyExchange())) {
            return Optional.empty();
        }
        if (!suite.keyExchange().isEphemeral()) {
            return Optional.of(new ServerChoice(suite, identity, Optional.empty(), Optional.empty()));
        }
        Optional<NamedGroup> group = group(config, extensions);
        if (group.isEmpty() || !knowsCurve(extensions.supportedGroups(), identity.curveBits())) {
            return Optional.empty();
        }
        return scheme(config, extensions, identity)
                .map(scheme -> new ServerChoice(suite, identity, group, Optional.of(scheme)));
    }

    /** A client that names no groups leaves the choice to the server (RFC 8422 §4), which takes the oldest. */
    private static Optional<NamedGroup> group(ServerConfig config, ClientHelloExtensions extensions) {
        int[] offered = extensions.supportedGroups();
        return config.namedGroups().stream()
                .filter(group -> offered.length == 0 ? group == NamedGroup.SECP256R1 : contains(offered, group.code()))
                .findFirst();
    }

    /**
     * A client without the extension would have to be answered with SHA-1 (RFC 5246 §7.4.1.4.1), which nobody here
     * signs with: it gets a suite without a signature, or none.
     */
    private static Optional<SignatureScheme> scheme(
            ServerConfig config, ClientHelloExtensions extensions, Identity identity) {
        return config.signatureSchemes().stream()
                .filter(scheme -> contains(extensions.signatureAlgorithms(), scheme.code()))
                .filter(scheme -> identity.signingKey(scheme).isPresent())
                .findFirst();
    }

    /** The curve of an EC certificate, too, is one that the client names (RFC 8422 §5.1). */
    private static boolean knowsCurve(int[] offered, int curveBits) {
        return offered.length == 0
                || curveBits == 0
                || contains(
                        offered,
                        switch (curveBits) {
                            case SECP256R1_BITS -> NamedGroup.SECP256R1.code();
                            case SECP384R1_BITS -> NamedGroup.SECP384R1.code();
                            default -> SECP521R1_CODE;
                        });
    }

    private static boolean contains(int[] codes, int code) {
        for (int candidate : codes) {
            if (candidate == code) {
                return true;
            }
        }
        return false;
    }
}
