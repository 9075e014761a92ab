package io.tlsgauge.benchmarks.command;

import io.tlsgauge.benchmarks.measurement.Trial;
import io.tlsgauge.benchmarks.peer.Peer;
import io.tlsgauge.engine.session.HandshakeKind;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is measured beside the peers: every figure of the table of ratios, from one run. The engine by {@code jdk}, as
 * JSSE; with RSA of native code, as the peers that are BoringSSL have it; with record ciphers of native code, whose
 * set-up is much of a resumption; the floor of each; and the peers, with our own {@code SSLEngine} by {@code jdk} and
 * by native code among them. First comes what is by the JDK's cryptography, then what is by native code: where a machine
 * does not hold all of a kind side by side, it holds those that are compared.
 */
final class PeerTrials {
    private static final String SUITE = "TLS_RSA_WITH_AES_128_GCM_SHA256";
    private static final String KEY_BITS = "2048";
    private static final String ENGINE = "\\.HandshakeBenchmark\\.handshake$";
    private static final String FLOOR = "\\.FloorBenchmark\\.floor$";
    private static final String SERVER = "\\.ServerHandshakeBenchmark\\.handshake$";
    private static final String RSA = "\\.RsaBenchmark\\.decrypt$";
    private static final String PEERS = "\\.PeerHandshakeBenchmark\\.handshake$";
    private static final HandshakeKind FULL = HandshakeKind.FULL;
    private static final List<HandshakeKind> RESUMPTIONS = List.of(HandshakeKind.SESSION_ID, HandshakeKind.TICKET);
    private static final List<HandshakeKind> KINDS = List.of(HandshakeKind.values());
    private static final EnumSet<Peer> BY_THE_JDK = EnumSet.of(Peer.JSSE, Peer.JSSE_ACCP, Peer.BCTLS, Peer.TLSGAUGE);
    private static final String JDK = "jdk";
    private static final List<String> NATIVE_RSA =
            List.of("rsa=accp,prf=jdk,cipher=jdk", "rsa=conscrypt,prf=jdk,cipher=jdk");
    private static final List<String> NATIVE_CIPHER =
            List.of("rsa=jdk,prf=jdk,cipher=accp", "rsa=jdk,prf=jdk,cipher=conscrypt");

    private final List<Trial> trials = new ArrayList<>();
    private final PrintStream err;

    /** @param err where it is told that a provider or a peer is missing here, and so not measured */
    PeerTrials(PrintStream err) {
        this.err = err;
    }

    List<Trial> all() {
        for (HandshakeKind kind : KINDS) {
            engine(kind, JDK, 1);
            engine(kind, JDK, 2);
            floor(kind, JDK, 1);
            floor(kind, JDK, 2);
        }
        serverAndRsa(JDK);
        peers(BY_THE_JDK);
        for (String provider : NATIVE_RSA) {
            if (isHere(provider)) {
                engine(FULL, provider, 1);
                floor(FULL, provider, 1);
                serverAndRsa(provider);
            }
        }
        for (String provider : NATIVE_CIPHER) {
            if (isHere(provider)) {
                for (HandshakeKind kind : RESUMPTIONS) {
                    engine(kind, provider, 1);
                    floor(kind, provider, 1);
                }
            }
        }
        peers(EnumSet.complementOf(BY_THE_JDK));
        return List.copyOf(trials);
    }

    /** All of them that are here, kind by kind. */
    private void peers(Set<Peer> wanted) {
        wanted.forEach(peer -> peer.missing().ifPresent(reason -> tellMissing(peer.name(), reason)));
        for (HandshakeKind kind : KINDS) {
            wanted.stream()
                    .filter(peer -> peer.missing().isEmpty() && peer.can(kind))
                    .forEach(peer -> peer(kind, peer));
        }
    }

    private boolean isHere(String provider) {
        Optional<String> missing = Peer.missingProvider(provider);
        missing.ifPresent(reason -> tellMissing(provider, reason));
        return missing.isEmpty();
    }

    private void tellMissing(String what, String reason) {
        err.println("not measured: " + what + ": " + reason);
    }

    private void serverAndRsa(String provider) {
        trials.add(new Trial(SERVER, 1, params(FULL, "provider", provider)));
        trials.add(new Trial(RSA, 1, Map.of("provider", provider, "keyBits", KEY_BITS)));
    }

    private void engine(HandshakeKind kind, String provider, int threads) {
        trials.add(new Trial(ENGINE, threads, params(kind, "provider", provider)));
    }

    private void floor(HandshakeKind kind, String provider, int threads) {
        trials.add(new Trial(FLOOR, threads, params(kind, "provider", provider)));
    }

    private void peer(HandshakeKind kind, Peer peer) {
        trials.add(new Trial(PEERS, 1, params(kind, "peer", peer.name())));
    }

    private static Map<String, String> params(HandshakeKind kind, String name, String value) {
        return Map.of("kind", kind.name(), name, value, "suite", SUITE, "keyBits", KEY_BITS);
    }
}
