package io.tlsgauge.benchmarks.peer;

import io.tlsgauge.benchmarks.certificate.CertificateChain;
import io.tlsgauge.engine.crypto.CipherSuite;
import io.tlsgauge.engine.session.HandshakeKind;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.Security;
import java.util.Arrays;
import java.util.stream.Collectors;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;

/** A peer's server, shared by all threads, and clients of its own, set up for one kind of handshake. */
public final class PeerScenario {
    /** The host that the chain names. */
    static final String HOST = "localhost";

    private static final String OTHER_HOST = "elsewhere.example";
    private static final String DISABLED = "jdk.tls.disabledAlgorithms";

    private final Peer peer;
    private final HandshakeKind kind;
    private final CipherSuite suite;
    private final CertificateChain chain;
    private final EngineSource servers;

    /**
     * Makes keys, certificates and the server. What the JDK reads of its own switches it reads once: there is one
     * scenario a JVM.
     *
     * @throws IllegalArgumentException if the peer has no such kind of handshake
     */
    public PeerScenario(Peer peer, HandshakeKind kind, CipherSuite suite, int keyBits)
            throws GeneralSecurityException, IOException {
        if (!peer.can(kind)) {
            throw new IllegalArgumentException(peer + " has no handshakes of kind " + kind + ": nothing is measured");
        }
        for (String side : new String[] {"client", "server"}) {
            System.setProperty(
                    "jdk.tls." + side + ".enableSessionTicketExtension", String.valueOf(kind == HandshakeKind.TICKET));
        }
        allowStaticRsa();
        this.peer = peer;
        this.kind = kind;
        this.suite = suite;
        this.chain = CertificateChain.forSuite(suite, keyBits);
        this.servers = peer.source(chain, suite, false, kind);
    }

    /**
     * Proves by clients of its own that the peer is configured as is claimed, and says what shows it; while no other
     * thread shakes hands. All peers verify the same: a server of another name is refused, and one of an unknown root.
     *
     * @throws IllegalStateException if it is not
     */
    public void proveConfiguration() throws GeneralSecurityException, IOException {
        PeerHandshake handshake = new PeerHandshake(this);
        handshake.prepare();
        requireRefused(new PeerHandshake(this, clients(), OTHER_HOST), "a server of another name");
        EngineSource strangers = peer.source(CertificateChain.ec(), suite, true, kind);
        requireRefused(new PeerHandshake(this, strangers, HOST), "a server of an unknown root");
        String shown = peer.proveConfiguration(handshake);
        if (!shown.isEmpty()) {
            System.out.println("# " + shown);
        }
    }

    Peer peer() {
        return peer;
    }

    HandshakeKind kind() {
        return kind;
    }

    CipherSuite suite() {
        return suite;
    }

    SSLEngine server() {
        return servers.next(HOST, -1);
    }

    /** Clients with sessions of their own, as each thread has them. */
    EngineSource clients() throws GeneralSecurityException, IOException {
        return peer.source(chain, suite, true, kind);
    }

    private void requireRefused(PeerHandshake handshake, String what) {
        try {
            handshake.prepare();
        } catch (SSLException refusal) {
            return;
        }
        throw new IllegalStateException(peer + " takes " + what + ": it does not verify what the others do");
    }

    /** JDK 24 and later switch the suites of static RSA off; in this JVM alone they are on again, and that is said. */
    private static void allowStaticRsa() {
        String disabled = Security.getProperty(DISABLED);
        String without = Arrays.stream(disabled.split(", *"))
                .filter(name -> !name.startsWith("TLS_RSA_"))
                .collect(Collectors.joining(", "));
        if (!without.equals(Arrays.stream(disabled.split(", *")).collect(Collectors.joining(", ")))) {
            Security.setProperty(DISABLED, without);
            System.out.println("# " + DISABLED + " without TLS_RSA_*, which this JDK switches off");
        }
    }
}
