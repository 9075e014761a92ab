package io.tlsgauge.engine.interop;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tlsgauge.engine.crypto.CipherSuite;
import io.tlsgauge.engine.crypto.Crypto;
import io.tlsgauge.engine.session.HandshakeKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every suite and every kind of handshake with other TLS implementations, each as server and as client.
 * What was shown is written as a table to {@code target/interop-matrix.md}.
 */
@Tag("interop")
class InteropMatrixTest {
    private static final PemFolder PEMS = PemFolder.create();
    private static final List<Peer> PEERS = List.of(
            new OpenSslPeer(PEMS),
            new GnuTlsPeer(PEMS),
            new JssePeer(),
            new BouncyCastlePeer(),
            new ConscryptPeer(),
            new NettyPeer());

    private static final Matrix MATRIX = new Matrix(PEERS);

    static Stream<Cell> cellsThatThePeerCanDo() {
        return cells().filter(cell -> Limit.of(cell).isEmpty());
    }

    static Stream<Cell> cellsThatThePeerCannotDo() {
        return cells().filter(cell -> Limit.of(cell).isPresent());
    }

    /** One suite of each kind of record cipher and of each key exchange. */
    static Stream<Cell> cellsByOtherCryptographyThanTheJdks() {
        return Stream.of("bc", "accp", "conscrypt")
                .flatMap(provider -> Stream.of(
                                CipherSuite.TLS_RSA_WITH_AES_128_GCM_SHA256,
                                CipherSuite.TLS_RSA_WITH_AES_256_CBC_SHA256,
                                CipherSuite.TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384,
                                CipherSuite.TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256)
                        .filter(Crypto.of(provider).cipher()::supports)
                        .flatMap(suite -> Arrays.stream(Cell.Role.values())
                                .flatMap(role -> Arrays.stream(HandshakeKind.values())
                                        .map(kind -> new Cell(PEERS.get(0), role, suite, kind, provider)))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cellsThatThePeerCanDo")
    void handshakeIsOfItsKindForBothSides(Cell cell) {
        prove(cell);
        MATRIX.proven(cell);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cellsByOtherCryptographyThanTheJdks")
    void handshakeByAnyCryptographyIsOfItsKindForBothSides(Cell cell) {
        prove(cell);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cellsThatThePeerCannotDo")
    void peerItselfRefusesWhatItCannotDo(Cell cell) throws Exception {
        assumePresent(cell.peer());
        Limit limit = Limit.of(cell).orElseThrow();
        limit.show(cell);
        MATRIX.limited(cell, limit);
    }

    @AfterAll
    static void writeTable() throws Exception {
        Files.writeString(Path.of("target", "interop-matrix.md"), MATRIX.toString());
        for (Peer peer : PEERS) {
            peer.close();
        }
        PEMS.close();
    }

    private static void prove(Cell cell) {
        assumePresent(cell.peer());
        List<Meeting> meetings = assertDoesNotThrow(cell::meet, cell::toString);
        for (int i = 0; i < meetings.size(); i++) {
            HandshakeKind kind = cell.kinds().get(i);
            Meeting meeting = meetings.get(i);
            boolean resumed = kind != HandshakeKind.FULL;
            assertEquals(kind, meeting.ours().kind(), cell::toString);
            assertEquals(cell.suite(), meeting.ours().cipherSuite(), cell::toString);
            assertTrue(meeting.ours().extendedMasterSecret(), cell::toString);
            assertEquals(resumed, meeting.theySayResumed().orElse(resumed), cell::toString);
        }
    }

    private static void assumePresent(Peer peer) {
        assumeTrue(
                peer.version().isPresent() || System.getenv("CI") != null,
                () -> "skipped: " + peer.name() + " is not here");
    }

    private static Stream<Cell> cells() {
        return PEERS.stream()
                .flatMap(peer -> Arrays.stream(Cell.Role.values())
                        .flatMap(role -> Arrays.stream(CipherSuite.values())
                                .flatMap(suite -> Arrays.stream(HandshakeKind.values())
                                        .map(kind -> new Cell(peer, role, suite, kind)))));
    }
}
