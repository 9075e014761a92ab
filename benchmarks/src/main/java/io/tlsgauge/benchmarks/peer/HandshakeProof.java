package io.tlsgauge.benchmarks.peer;

import io.tlsgauge.engine.crypto.CipherSuite;
import io.tlsgauge.engine.session.HandshakeKind;
import java.nio.ByteBuffer;

/**
 * What a handshake was, told by its first two flights alone, which are not encrypted: no implementation is asked, and
 * all are judged alike (RFC 5246 §7.3, RFC 5077 §3.4).
 */
public final class HandshakeProof {
    private static final int RECORD_HEADER = 5;
    private static final int MESSAGE_HEADER = 4;
    private static final int SESSION_ID = RECORD_HEADER + MESSAGE_HEADER + 2 + 32;
    private static final int HANDSHAKE = 22;
    private static final int SERVER_HELLO = 2;
    private static final int CERTIFICATE = 11;
    private static final int SESSION_TICKET = 35;

    private boolean offersTicket;
    private int offeredIdLength;
    private final byte[] offeredId = new byte[32];
    private boolean certificate;
    private boolean idEchoed;
    private int suite;

    /** Reads a client's first flight, from the buffer's start up to its position. */
    public void readClientHello(ByteBuffer flight) {
        offeredIdLength = flight.get(SESSION_ID) & 0xff;
        flight.get(SESSION_ID + 1, offeredId, 0, offeredIdLength);
        int at = SESSION_ID + 1 + offeredIdLength;
        at += 2 + uint16(flight, at);
        at += 1 + (flight.get(at) & 0xff);
        int end = at + 2 + uint16(flight, at);
        offersTicket = false;
        for (at += 2; at < end; at += MESSAGE_HEADER + uint16(flight, at + 2)) {
            offersTicket |= uint16(flight, at) == SESSION_TICKET && uint16(flight, at + 2) > 0;
        }
    }

    /** Reads a server's first flight, from the buffer's start up to its position. */
    public void readServerHello(ByteBuffer flight) {
        int length = flight.get(SESSION_ID) & 0xff;
        idEchoed = length > 0 && length == offeredIdLength;
        for (int i = 0; idEchoed && i < length; i++) {
            idEchoed = flight.get(SESSION_ID + 1 + i) == offeredId[i];
        }
        suite = uint16(flight, SESSION_ID + 1 + length);
        certificate = typeAfterServerHello(flight) == CERTIFICATE;
    }

    /**
     * Refuses a handshake that was of another kind, or with another suite.
     *
     * @throws IllegalStateException that says what it was
     */
    public void require(HandshakeKind kind, CipherSuite expected) {
        boolean right = suite == expected.code()
                && switch (kind) {
                    case FULL -> certificate && !idEchoed;
                    case SESSION_ID -> !certificate && idEchoed && !offersTicket;
                    case TICKET -> !certificate && idEchoed && offersTicket;
                };
        if (!right) {
            throw new IllegalStateException(String.format(
                    "claimed: %s with %s; seen on the wire: suite 0x%04x, certificate %b, session ID echoed %b, ticket"
                            + " offered %b",
                    kind, expected, suite, certificate, idEchoed, offersTicket));
        }
    }

    /** In the same record, or in the next; -1 where no handshake message follows in the clear. */
    private static int typeAfterServerHello(ByteBuffer flight) {
        if (flight.get(RECORD_HEADER) != SERVER_HELLO) {
            return -1;
        }
        int hello = MESSAGE_HEADER + uint16(flight, RECORD_HEADER + 2);
        int record = uint16(flight, 3);
        if (hello < record) {
            return flight.get(RECORD_HEADER + hello);
        }
        int next = RECORD_HEADER + record;
        return flight.position() > next + RECORD_HEADER && flight.get(next) == HANDSHAKE
                ? flight.get(next + RECORD_HEADER)
                : -1;
    }

    private static int uint16(ByteBuffer flight, int at) {
        return (flight.get(at) & 0xff) << 8 | flight.get(at + 1) & 0xff;
    }
}
