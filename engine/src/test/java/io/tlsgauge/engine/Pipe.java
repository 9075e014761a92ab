package io.tlsgauge.engine;

import io.tlsgauge.engine.alert.TlsException;
import java.nio.ByteBuffer;

/** Carries bytes between two connections, whole or in pieces of {@code cut} bytes. */
final class Pipe {
    private final int cut;

    Pipe(int cut) {
        this.cut = cut;
    }

    /** Moves bytes both ways until neither side has more to say; the application data received is left in {@code in}. */
    void exchange(TlsConnection one, ByteBuffer inOne, TlsConnection other, ByteBuffer inOther) throws TlsException {
        while (one.hasOutput() || other.hasOutput()) {
            carry(one, other, inOther);
            carry(other, one, inOne);
        }
    }

    private void carry(TlsConnection from, TlsConnection to, ByteBuffer application) throws TlsException {
        ByteBuffer sent = ByteBuffer.allocate(1 << 18);
        from.transmit(sent);
        sent.flip();
        ByteBuffer network = ByteBuffer.allocate(1 << 18);
        while (sent.hasRemaining()) {
            int count = Math.min(cut, sent.remaining());
            network.put(sent.slice(sent.position(), count));
            sent.position(sent.position() + count);
            network.flip();
            to.receive(network, application);
            network.compact();
        }
    }
}
