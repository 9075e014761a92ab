package io.tlsgauge.benchmarks.command;

import io.tlsgauge.benchmarks.measurement.Trial;
import io.tlsgauge.benchmarks.peer.Peer;
import io.tlsgauge.engine.crypto.Crypto;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

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
    private static final String FULL = "FULL";
    private static final String TICKET = "TICKET";
    private static final List<String> RESUMPTIONS = List.of("SESSION_ID", TICKET);
    private static final List<String> KINDS = List.of(FULL, "SESSION_ID", TICKET);
    private static final List<String> BY_THE_JDK = List.of("JSSE", "JSSE_ACCP", "TLSGAUGE");
    private static final List<String> NATIVE = List.of("CONSCRYPT", "TCNATIVE");
    private static final String WITHOUT_TICKETS = "BCTLS";
    private static final String JDK = "jdk";
    private static final List<String> NATIVE_RSA =
            List.of("rsa=accp,prf=jdk,cipher=jdk", "rsa=conscrypt,prf=jdk,cipher=jdk");
    private static final List<String> NATIVE_CIPHER =
            List.of("rsa=jdk,prf=jdk,cipher=accp", "rsa=jdk,prf=jdk,cipher=conscrypt");

    private final List<Trial> trials = new ArrayList<>();
    private final PrintStream err;

    /** @param err where it is told that a provider is missing here, and so not measured */
    PeerTrials(PrintStream err) {
        this.err = err;
    }

    List<Trial> all() {
        for (String kind : KINDS) {
            engine(kind, JDK, 1);
            engine(kind, JDK, 2);
            floor(kind, JDK, 1);
            floor(kind, JDK, 2);
        }
        serverAndRsa(JDK);
        for (String kind : KINDS) {
            BY_THE_JDK.forEach(peer -> peer(kind, peer));
            if (!kind.equals(TICKET)) {
                peer(kind, WITHOUT_TICKETS);
            }
        }
        for (String provider : NATIVE_RSA) {
            if (isHere(provider)) {
                engine(FULL, provider, 1);
                floor(FULL, provider, 1);
                serverAndRsa(provider);
            }
        }
        for (String provider : NATIVE_CIPHER) {
            if (isHere(provider)) {
                for (String kind : RESUMPTIONS) {
                    engine(kind, provider, 1);
                    floor(kind, provider, 1);
                }
            }
        }
        KINDS.forEach(kind -> NATIVE.forEach(peer -> peer(kind, peer)));
        if (isHere(Peer.NATIVE_MIX)) {
            KINDS.forEach(kind -> peer(kind, Peer.TLSGAUGE_NATIVE.name()));
        }
        return List.copyOf(trials);
    }

    private boolean isHere(String provider) {
        try {
            Crypto.of(provider);
            return true;
        } catch (IllegalArgumentException e) {
            err.println("not measured: " + provider + ": " + e.getMessage());
            return false;
        }
    }

    private void serverAndRsa(String provider) {
        trials.add(new Trial(SERVER, 1, params(FULL, "provider", provider)));
        trials.add(new Trial(RSA, 1, Map.of("provider", provider, "keyBits", KEY_BITS)));
    }

    private void engine(String kind, String provider, int threads) {
        trials.add(new Trial(ENGINE, threads, params(kind, "provider", provider)));
    }

    private void floor(String kind, String provider, int threads) {
        trials.add(new Trial(FLOOR, threads, params(kind, "provider", provider)));
    }

    private void peer(String kind, String peer) {
        trials.add(new Trial(PEERS, 1, params(kind, "peer", peer)));
    }

    private static Map<String, String> params(String kind, String name, String value) {
        return Map.of("kind", kind, name, value, "suite", SUITE, "keyBits", KEY_BITS);
    }
}
