package io.tlsgauge.engine.interop;

import io.tlsgauge.engine.TlsConnection;
import io.tlsgauge.engine.certificate.TestChain;
import io.tlsgauge.engine.config.ClientConfig;
import io.tlsgauge.engine.config.ServerConfig;
import io.tlsgauge.engine.crypto.CipherSuite;
import io.tlsgauge.engine.crypto.Crypto;
import io.tlsgauge.engine.session.HandshakeKind;
import io.tlsgauge.engine.session.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One kind of handshake with one suite, where the peer has the given role.
 *
 * @param provider of our side's cryptography
 */
record Cell(Peer peer, Role role, CipherSuite suite, HandshakeKind kind, String provider) {
    /** The peer's; ours is the other. */
    enum Role {
        SERVER,
        CLIENT;

        @Override
        public String toString() {
            return this == SERVER ? "server" : "client";
        }
    }

    /** By the JDK's cryptography. */
    Cell(Peer peer, Role role, CipherSuite suite, HandshakeKind kind) {
        this(peer, role, suite, kind, "jdk");
    }

    /** Which handshakes are made: a full one comes before every resumption. */
    List<HandshakeKind> kinds() {
        return kind == HandshakeKind.FULL ? List.of(kind) : List.of(HandshakeKind.FULL, kind);
    }

    /** Makes the handshakes, whatever their kind turns out to be. */
    List<Meeting> meet() throws Exception {
        return role == Role.SERVER ? ourClientMeetsTheirServer() : theirClientMeetsOurServer();
    }

    private List<Meeting> ourClientMeetsTheirServer() throws Exception {
        ClientConfig config = Endpoints.client(suite, kind, Crypto.of(provider));
        Optional<Session> session = Optional.empty();
        List<Meeting> meetings = new ArrayList<>();
        try (Peer.Side side = peer.server(suite, kind)) {
            while (meetings.size() < kinds().size()) {
                TlsConnection ours = TlsConnection.client(config, TestChain.HOST, session);
                meetings.add(meet(side, ours));
                session = Optional.of(ours.summary().session());
            }
        }
        return meetings;
    }

    private List<Meeting> theirClientMeetsOurServer() throws Exception {
        ServerConfig config = Endpoints.server(suite, kind, Crypto.of(provider));
        List<Meeting> meetings = new ArrayList<>();
        try (Peer.Side side = peer.client(suite, kind)) {
            while (meetings.size() < kinds().size()) {
                meetings.add(meet(side, TlsConnection.server(config)));
            }
        }
        return meetings;
    }

    private static Meeting meet(Peer.Side side, TlsConnection ours) throws Exception {
        Optional<Boolean> resumed = side.talk(ours);
        return new Meeting(ours.summary(), resumed);
    }

    @Override
    public String toString() {
        return peer.name() + " " + role + ", " + suite + ", " + kind + ", ours by " + provider;
    }
}
