package io.tlsgauge.benchmarks.transport;

import io.tlsgauge.engine.TlsConnection;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.Arrays;

/** What a connection that does not block has still to send: what its socket took no more of, then what TLS has. */
public final class Outbound {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private ByteBuffer unsent = NOTHING;

    /**
     * Sends as much as the socket takes.
     *
     * @param room for a record, that others use too
     * @return how many bytes it took
     * @throws IOException if the socket fails
     */
    public long flush(TlsConnection tls, ByteBuffer room, WritableByteChannel socket) throws IOException {
        long sent = 0;
        while (unsent.hasRemaining() || tls.hasOutput()) {
            ByteBuffer out = unsent;
            if (!out.hasRemaining()) {
                out = room.clear();
                tls.transmit(out);
                out.flip();
            }
            sent += socket.write(out);
            if (out.hasRemaining()) {
                unsent = out == unsent
                        ? out
                        : ByteBuffer.wrap(Arrays.copyOfRange(out.array(), out.position(), out.limit()));
                return sent;
            }
            unsent = NOTHING;
        }
        return sent;
    }

    /** Whether the socket has taken all of what it was given. */
    public boolean isEmpty() {
        return !unsent.hasRemaining();
    }

    /** Gives up what the socket did not take. */
    public void drop() {
        unsent = NOTHING;
    }
}
