package io.tlsgauge.engine.interop;

import io.tlsgauge.engine.TlsConnection;
import io.tlsgauge.engine.alert.TlsException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/** Our connection over a loopback socket, from the first byte to the goodbyes. */
final class Loopback {
    private static final int TIMEOUT_MILLIS = 20_000;

    private final Socket socket;
    private final TlsConnection connection;
    private final ByteBuffer application = ByteBuffer.allocate(1 << 16);

    private Loopback(Socket socket, TlsConnection connection) {
        this.socket = socket;
        this.connection = connection;
    }

    /** Our client asks, and listens until the server says goodbye. */
    static String ask(int port, TlsConnection client, String question) throws IOException, TlsException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return new Loopback(socket, client).converse(List.of(say("", question)));
        }
    }

    /** Our server takes one connection, answers what it awaits, and returns all it heard. */
    static String answer(ServerSocket listener, TlsConnection server, String awaited, String answer)
            throws IOException, TlsException {
        return take(listener, server, List.of(say(awaited, answer), close()));
    }

    /**
     * Our client takes its turns, one after the other, and listens until the server says goodbye; returns all it
     * heard.
     */
    static String take(int port, TlsConnection client, List<Turn> turns) throws IOException, TlsException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return new Loopback(socket, client).converse(turns);
        }
    }

    /** Our server takes one connection, and its turns; returns all it heard. */
    static String take(ServerSocket listener, TlsConnection server, List<Turn> turns) throws IOException, TlsException {
        try (Socket socket = listener.accept()) {
            return new Loopback(socket, server).converse(turns);
        }
    }

    /** What one side does once it has heard something and no handshake goes on. */
    record Turn(String awaited, Consumer<TlsConnection> action) {}

    /** A turn in which something is said. */
    static Turn say(String awaited, String words) {
        return new Turn(
                awaited, connection -> connection.write(ByteBuffer.wrap(words.getBytes(StandardCharsets.US_ASCII))));
    }

    /** A turn in which goodbye is said. */
    static Turn close() {
        return new Turn("", TlsConnection::close);
    }

    /** Where a peer's client finds our server. */
    static ServerSocket listen() throws IOException {
        ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        listener.setSoTimeout(TIMEOUT_MILLIS);
        return listener;
    }

    private String converse(List<Turn> turns) throws IOException, TlsException {
        socket.setSoTimeout(TIMEOUT_MILLIS);
        ByteBuffer network = ByteBuffer.allocate(1 << 16);
        Deque<Turn> left = new ArrayDeque<>(turns);
        TlsConnection.Status status = TlsConnection.Status.NEEDS_INPUT;
        while (status != TlsConnection.Status.CLOSED) {
            while (!left.isEmpty()
                    && connection.isEstablished()
                    && !connection.isHandshaking()
                    && heard().contains(left.peek().awaited())) {
                left.remove().action().accept(connection);
            }
            send();
            int count = socket.getInputStream().read(network.array(), network.position(), network.remaining());
            if (count < 0 && connection.isOutboundClosed()) {
                // Who was told goodbye may leave without a word (RFC 5246 §7.2.1).
                return heard();
            } else if (count < 0) {
                connection.endOfInput();
            }
            network.position(network.position() + count).flip();
            status = receive(network);
            network.compact();
        }
        connection.close();
        send();
        return heard();
    }

    private TlsConnection.Status receive(ByteBuffer network) throws IOException, TlsException {
        try {
            return connection.receive(network, application);
        } catch (TlsException e) {
            send();
            throw e;
        }
    }

    private void send() throws IOException {
        ByteBuffer out = ByteBuffer.allocate(1 << 16);
        while (connection.transmit(out.clear()) > 0) {
            socket.getOutputStream().write(out.array(), 0, out.position());
        }
    }

    private String heard() {
        return new String(application.array(), 0, application.position(), StandardCharsets.US_ASCII);
    }
}
