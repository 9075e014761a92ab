package io.tlsgauge.benchmarks.transport;

import io.tlsgauge.engine.TlsConnection;
import io.tlsgauge.engine.alert.TlsException;
import io.tlsgauge.engine.config.ClientConfig;
import io.tlsgauge.engine.handshake.HandshakeSummary;
import io.tlsgauge.engine.session.Session;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The engine as a client that shakes hands with a server and leaves: it says close_notify, and resets the connection
 * once the server has closed it too, so that no local port waits.
 */
public final class TlsClient {
    private static final int LINGER_MILLIS = 1_000;

    private final ClientConfig config;
    private final String host;
    private final Duration timeout;

    /**
     * A client.
     *
     * @param host the name that the server's certificate must bear
     * @param timeout for connecting, and for the handshake
     */
    public TlsClient(ClientConfig config, String host, Duration timeout) {
        this.config = config;
        this.host = host;
        this.timeout = timeout;
    }

    /**
     * A finished handshake.
     *
     * @param connectNanos the time that TCP took
     * @param handshakeNanos the time from the ClientHello to both Finished
     */
    public record Outcome(HandshakeSummary summary, long connectNanos, long handshakeNanos) {}

    /**
     * Connects, shakes hands and closes.
     *
     * @throws IOException if the server can't be reached, or the handshake fails
     */
    public Outcome shakeHands(InetSocketAddress address, Optional<Session> resume) throws IOException {
        long start = System.nanoTime();
        try (Socket socket = new Socket()) {
            socket.setTcpNoDelay(true);
            socket.connect(address, Math.toIntExact(timeout.toMillis()));
            long connected = System.nanoTime();
            TlsConnection connection = TlsConnection.client(config, host, resume);
            shakeHands(socket, connection, connected + timeout.toNanos());
            HandshakeSummary summary = connection.summary();
            // The last flight of a resumption is the client's: it has to be on its way, and takes close_notify with it.
            boolean lastFlightIsOurs = connection.hasOutput();
            long done = System.nanoTime();
            connection.close();
            send(socket, connection);
            if (lastFlightIsOurs) {
                done = System.nanoTime();
            }
            connection.release();
            awaitEnd(socket);
            return new Outcome(summary, connected - start, done - connected);
        }
    }

    private static void awaitEnd(Socket socket) throws IOException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LINGER_MILLIS);
        byte[] ignored = new byte[256];
        try {
            socket.setSoLinger(true, 0);
            socket.setSoTimeout(LINGER_MILLIS);
            while (socket.getInputStream().read(ignored) >= 0 && System.nanoTime() - deadline < 0) {
                // whatever the server has still to say
            }
        } catch (SocketTimeoutException | SocketException e) {
            // the handshake was done, and the connection is reset anyway
            return;
        }
    }

    private static void shakeHands(Socket socket, TlsConnection connection, long deadlineNanos) throws IOException {
        ByteBuffer network = ByteBuffer.allocate(TlsConnection.MAX_RECORD_LENGTH);
        ByteBuffer application = ByteBuffer.allocate(1 << 14);
        try {
            send(socket, connection);
            while (!connection.isEstablished()) {
                long left = (deadlineNanos - System.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    throw new SocketTimeoutException("in " + connection.state());
                }
                socket.setSoTimeout(Math.toIntExact(left));
                int count = socket.getInputStream().read(network.array(), network.position(), network.remaining());
                if (count < 0) {
                    throw new EOFException("the server closed the connection in " + connection.state());
                }
                network.position(network.position() + count).flip();
                connection.receive(network, application);
                network.compact();
                application.clear();
                if (!connection.isEstablished()) {
                    send(socket, connection);
                }
            }
        } catch (TlsException e) {
            try {
                send(socket, connection);
            } catch (IOException unsent) {
                e.addSuppressed(unsent);
            }
            throw e;
        }
    }

    private static void send(Socket socket, TlsConnection connection) throws IOException {
        ByteBuffer out = ByteBuffer.allocate(TlsConnection.MAX_RECORD_LENGTH);
        while (connection.transmit(out.clear()) > 0) {
            socket.getOutputStream().write(out.array(), 0, out.position());
        }
    }
}
