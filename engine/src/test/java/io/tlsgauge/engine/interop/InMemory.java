package io.tlsgauge.engine.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tlsgauge.engine.TlsConnection;
import io.tlsgauge.engine.alert.TlsException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;

/** A connection in memory between ours and an {@link SSLEngine}. */
public final class InMemory {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final TlsConnection ours;
    private final SSLEngine theirs;
    private final ByteBuffer toUs = ByteBuffer.allocate(1 << 16);
    private final ByteBuffer toThem = ByteBuffer.allocate(1 << 16);
    private final ByteBuffer weRead = ByteBuffer.allocate(1 << 15);
    private final ByteBuffer theyRead = ByteBuffer.allocate(1 << 15);

    public InMemory(TlsConnection ours, SSLEngine theirs) {
        this.ours = ours;
        this.theirs = theirs;
    }

    public void shakeHands() throws SSLException, TlsException {
        theirs.beginHandshake();
        carry();
        assertTrue(ours.isEstablished(), ours::state);
        assertEquals(HandshakeStatus.NOT_HANDSHAKING, theirs.getHandshakeStatus());
    }

    /** A word each way, and the goodbyes. */
    public void converse() throws SSLException, TlsException {
        ours.write(bytes("ping"));
        carry();
        assertEquals("ping", text(theyRead));
        theirs.wrap(bytes("pong"), toUs);
        carry();
        assertEquals("pong", text(weRead));
        theirs.closeOutbound();
        theirs.wrap(NOTHING, toUs);
        carry();
        assertTrue(ours.isInboundClosed(), "no close_notify came to us");
        ours.close();
        carry();
        assertTrue(theirs.isInboundDone(), "no close_notify came to them");
    }

    private void carry() throws SSLException, TlsException {
        boolean moved = true;
        while (moved) {
            moved = ours.transmit(toThem) > 0;
            moved |= step();
            toUs.flip();
            moved |= toUs.hasRemaining();
            ours.receive(toUs, weRead);
            toUs.compact();
        }
    }

    private boolean step() throws SSLException {
        HandshakeStatus status = theirs.getHandshakeStatus();
        switch (status) {
            case NEED_TASK -> {
                theirs.getDelegatedTask().run();
                return true;
            }
            case NEED_WRAP -> {
                SSLEngineResult result = theirs.wrap(NOTHING, toUs);
                return result.bytesProduced() > 0 || theirs.getHandshakeStatus() != status;
            }
            default -> {
                toThem.flip();
                SSLEngineResult result = theirs.unwrap(toThem, theyRead);
                toThem.compact();
                return result.bytesConsumed() > 0 || theirs.getHandshakeStatus() != status;
            }
        }
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static String text(ByteBuffer read) {
        return new String(read.array(), 0, read.position(), StandardCharsets.US_ASCII);
    }
}
