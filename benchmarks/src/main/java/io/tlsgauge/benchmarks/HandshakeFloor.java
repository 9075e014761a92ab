package io.tlsgauge.benchmarks;

import io.tlsgauge.benchmarks.certificate.CertificateChain;
import io.tlsgauge.engine.TlsConnection;
import io.tlsgauge.engine.alert.TlsException;
import io.tlsgauge.engine.crypto.Aead;
import io.tlsgauge.engine.crypto.CipherSuite;
import io.tlsgauge.engine.crypto.Crypto;
import io.tlsgauge.engine.crypto.Digest;
import io.tlsgauge.engine.crypto.FastKeyErasureRandom;
import io.tlsgauge.engine.crypto.PrfLabel;
import io.tlsgauge.engine.crypto.PrfSecret;
import io.tlsgauge.engine.session.HandshakeKind;
import io.tlsgauge.engine.session.Session;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * The cryptography of one handshake, both sides, over inputs as long as a real one's.
 *
 * <p>Each side: a random of 32 bytes; a running digest of the messages, which gives a hash for either Finished, and one
 * more for the extended master secret of a full handshake; from the keyed PRF, the key block and two verify_data; a
 * record sealed and one opened, under fresh keys. The server besides: for a ticket, its opening and the PRF keyed
 * again; a session that is found by its ID has the PRF keyed. In a full handshake {@link KeyExchangeFloor} is added,
 * and the PRF keyed twice on each side.
 */
final class HandshakeFloor {
    private static final int RECORD_HEADER = 5;
    private static final int RANDOM_LENGTH = 32;
    private static final int MASTER_SECRET_LENGTH = 48;
    private static final int VERIFY_DATA_LENGTH = 12;
    private static final int FINISHED_LENGTH = 4 + VERIFY_DATA_LENGTH;
    private static final int TICKET_KEY_LENGTH = 32;
    private static final int TICKET_STATE_LENGTH = 62 + HandshakeScenario.HOST.length();
    private static final ByteBuffer NO_APPLICATION_DATA = ByteBuffer.allocate(0);

    private final FastKeyErasureRandom random;
    private final HandshakeKind kind;
    private final boolean verifiesChain;
    private final CipherSuite suite;
    private final Crypto crypto;
    private final KeyExchangeFloor keyExchange;
    private final Side client;
    private final Side server;
    private final byte[] clientRandom = new byte[RANDOM_LENGTH];
    private final byte[] serverRandom = new byte[RANDOM_LENGTH];
    private final byte[] randoms = new byte[2 * RANDOM_LENGTH];
    private final byte[] masterSecret;
    private final byte[] ticketKey;
    private final Aead ticketOpener;
    private final byte[] ticketNonce;
    private final byte[] ticket;
    private final byte[] ticketState = new byte[TICKET_STATE_LENGTH + Aead.TAG_LENGTH];
    private byte[] clientHello;
    private byte[] serverFlight;
    private byte[] clientKeyExchange = {};

    /** @param verifiesChain whether a full handshake has the chain's signatures verified */
    HandshakeFloor(HandshakeKind kind, String provider, CipherSuite suite, int keyBits, boolean verifiesChain)
            throws TlsException {
        this.random = new FastKeyErasureRandom();
        this.kind = kind;
        this.verifiesChain = verifiesChain;
        this.suite = suite;
        this.crypto = Crypto.of(provider);
        CertificateChain chain = CertificateChain.forSuite(suite, keyBits);
        this.keyExchange = KeyExchangeFloor.of(crypto, suite.keyExchange(), chain, random);
        record(new HandshakeScenario(kind, provider, suite, chain, random));
        this.masterSecret = drawn(MASTER_SECRET_LENGTH);
        // Each with ciphers of its own, as on two machines: one that has the other's key already is set up at half
        // price.
        this.client = new Side(Crypto.of(provider), true, masterSecret);
        this.server = new Side(crypto, false, masterSecret);
        this.ticketKey = drawn(TICKET_KEY_LENGTH);
        this.ticketNonce = drawn(Aead.NONCE_LENGTH);
        this.ticket = new byte[TICKET_STATE_LENGTH + Aead.TAG_LENGTH];
        this.ticketOpener = crypto.cipher().newAesGcm(Aead.Direction.OPEN, ticketKey);
        try (Aead sealer = crypto.cipher().newAesGcm(Aead.Direction.SEAL, ticketKey)) {
            sealer.seal(ticketNonce, ticketNonce, ticketNonce.length, ticket, 0, TICKET_STATE_LENGTH);
        }
    }

    private HandshakeFloor(HandshakeFloor last) {
        this.random = last.random;
        this.kind = last.kind;
        this.verifiesChain = last.verifiesChain;
        this.suite = last.suite;
        this.crypto = last.crypto;
        this.keyExchange = last.keyExchange;
        this.clientHello = last.clientHello;
        this.serverFlight = last.serverFlight;
        this.clientKeyExchange = last.clientKeyExchange;
        this.masterSecret = last.masterSecret;
        this.client = new Side(last.client.crypto, true, masterSecret);
        this.server = new Side(crypto, false, masterSecret);
        this.ticketKey = last.ticketKey;
        this.ticketNonce = last.ticketNonce;
        this.ticket = last.ticket;
        this.ticketOpener = crypto.cipher().newAesGcm(Aead.Direction.OPEN, ticketKey);
        last.ticketOpener.close();
    }

    /** The same with all that is written to made anew, in the room of this one. */
    HandshakeFloor renewed() {
        return new HandshakeFloor(this);
    }

    /**
     * Does it all once.
     *
     * @return what one side opened last
     * @throws IllegalStateException if the two sides do not come to the same keys
     */
    byte[] run() throws TlsException {
        random.nextBytes(clientRandom);
        random.nextBytes(serverRandom);
        System.arraycopy(serverRandom, 0, randoms, 0, RANDOM_LENGTH);
        System.arraycopy(clientRandom, 0, randoms, RANDOM_LENGTH, RANDOM_LENGTH);
        client.startTranscript();
        server.startTranscript();
        boolean full = kind == HandshakeKind.FULL;
        if (full) {
            if (verifiesChain) {
                keyExchange.verifyChain();
            }
            keyExchange.agree(clientRandom, serverRandom);
            client.keyTwice(keyExchange.clientPremasterSecret());
            server.keyTwice(keyExchange.serverPremasterSecret());
        } else if (kind == HandshakeKind.TICKET) {
            server.keyFromTicket();
        }
        client.protect();
        server.protect();
        Side first = full ? client : server;
        Side second = full ? server : client;
        second.open(first.finish(false), false);
        first.open(second.finish(true), true);
        client.close();
        server.close();
        return first.opened;
    }

    private byte[] drawn(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    /** Records the messages of a real handshake. */
    private void record(HandshakeScenario scenario) throws TlsException {
        Optional<Session> resume = InMemoryHandshake.sessionToResume(scenario);
        TlsConnection clientConnection = TlsConnection.client(scenario.client(), HandshakeScenario.HOST, resume);
        TlsConnection serverConnection = TlsConnection.server(scenario.server());
        ByteBuffer flight = ByteBuffer.allocate(1 << 16);
        clientHello = firstRecord(clientConnection, serverConnection, flight);
        serverFlight = firstRecord(serverConnection, clientConnection, flight);
        byte[] clientFlight = firstRecord(clientConnection, serverConnection, flight);
        if (kind == HandshakeKind.FULL) {
            clientKeyExchange = clientFlight;
            firstRecord(serverConnection, clientConnection, flight);
        }
        scenario.requireClaimed(clientConnection.summary(), serverConnection.summary());
        clientConnection.release();
        serverConnection.release();
    }

    /** Moves a flight from one to the other; what its first record holds, in which are all that is not encrypted. */
    private static byte[] firstRecord(TlsConnection from, TlsConnection to, ByteBuffer flight) throws TlsException {
        from.transmit(flight.clear());
        flight.flip();
        byte[] fragment = new byte[flight.getShort(RECORD_HEADER - 2)];
        flight.get(RECORD_HEADER, fragment);
        to.receive(flight, NO_APPLICATION_DATA);
        return fragment;
    }

    /** One side's cryptography. */
    private final class Side {
        private final Crypto crypto;
        private final boolean isClient;
        private final SideKeys keys;
        private final byte[] hash;
        private final byte[] finished = new byte[FINISHED_LENGTH];
        private final byte[] expected = new byte[FINISHED_LENGTH];
        private final byte[] opened = new byte[FINISHED_LENGTH + Aead.TAG_LENGTH];
        private final byte[] secret = new byte[MASTER_SECRET_LENGTH];
        private PrfSecret prf;
        private Digest transcript;

        Side(Crypto crypto, boolean isClient, byte[] masterSecret) {
            this.crypto = crypto;
            this.prf = PrfSecret.of(crypto.prf(), suite.prfHash(), masterSecret);
            this.isClient = isClient;
            this.hash = new byte[suite.prfHash().length()];
            this.keys = new SideKeys(crypto.cipher(), suite, isClient, random);
        }

        void startTranscript() {
            transcript = crypto.prf().newDigest(suite.prfHash());
            transcript.update(clientHello, 0, clientHello.length);
            transcript.update(serverFlight, 0, serverFlight.length);
        }

        void keyTwice(byte[] premasterSecret) {
            transcript.update(clientKeyExchange, 0, clientKeyExchange.length);
            transcript.copy().digest(hash, 0);
            PrfSecret.of(crypto.prf(), suite.prfHash(), premasterSecret)
                    .expand(PrfLabel.EXTENDED_MASTER_SECRET, hash, secret, 0, MASTER_SECRET_LENGTH);
            prf = PrfSecret.of(crypto.prf(), suite.prfHash(), secret);
        }

        void keyFromTicket() {
            if (!ticketOpener.open(
                    ticketNonce, ticketNonce, ticketNonce.length, ticket, 0, ticket.length, ticketState, 0)) {
                throw new IllegalStateException("the ticket does not open");
            }
            prf = PrfSecret.of(crypto.prf(), suite.prfHash(), masterSecret);
        }

        void protect() {
            keys.derive(prf, randoms);
        }

        /** Hashes, and seals a Finished. */
        byte[] finish(boolean isLast) {
            verifyData(isClient, finished, isLast);
            return keys.seal(finished);
        }

        /** Hashes, opens the other's Finished, and goes on. */
        void open(byte[] sealed, boolean isLast) throws TlsException {
            verifyData(!isClient, expected, isLast);
            keys.open(sealed, opened);
            if (!Arrays.equals(opened, 0, FINISHED_LENGTH, expected, 0, FINISHED_LENGTH)) {
                throw new IllegalStateException("the two sides have not come to the same verify_data");
            }
        }

        void close() {
            keys.close();
        }

        /** The first Finished is part of what the last is of; after that the transcript is needed no more. */
        private void verifyData(boolean clients, byte[] out, boolean isLast) {
            (isLast ? transcript : transcript.copy()).digest(hash, 0);
            prf.expand(
                    clients ? PrfLabel.CLIENT_FINISHED : PrfLabel.SERVER_FINISHED,
                    hash,
                    out,
                    FINISHED_LENGTH - VERIFY_DATA_LENGTH,
                    VERIFY_DATA_LENGTH);
            if (!isLast) {
                transcript.update(out, 0, FINISHED_LENGTH);
            }
        }
    }
}
