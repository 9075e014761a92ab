package io.tlsgauge.engine.interop;

import io.tlsgauge.engine.TlsConnection;
import io.tlsgauge.engine.crypto.CipherSuite;
import io.tlsgauge.engine.session.HandshakeKind;
import java.io.IOException;
import java.util.Optional;

/** Another TLS implementation, whose server our client meets and whose client our server meets. */
interface Peer extends AutoCloseable {
    /** As the matrix calls it. */
    String name();

    /** What it is and of which version; empty where this machine does not have it. */
    Optional<String> version();

    /** Its server, set up for one suite and for one kind of handshake after the first. */
    Side server(CipherSuite suite, HandshakeKind kind) throws Exception;

    /** Its client, likewise. */
    Side client(CipherSuite suite, HandshakeKind kind) throws Exception;

    /** Ends what runs for all sides together. */
    @Override
    default void close() {}

    /** One side of several connections, which remembers their sessions. */
    interface Side extends AutoCloseable {
        /**
         * Shakes hands with our connection, takes and gives application data, and says goodbye. Only a
         * client that will resume at once may leave the data for then.
         *
         * @return whether the session was resumed, as the peer sees it; empty where it can't tell
         */
        Optional<Boolean> talk(TlsConnection ours) throws Exception;

        @Override
        default void close() throws IOException {}
    }
}
