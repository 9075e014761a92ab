package io.tlsgauge.engine.interop;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;

/** A peer's server, listening on a port that was free: not every program takes port 0 for one. */
record ServerProgram(PeerProcess process, int port) implements AutoCloseable {
    private static final int TRIES = 5;

    /** How the program is called for a port. */
    interface Command {
        List<String> at(int port);
    }

    /**
     * Starts it.
     *
     * @param ready what it says once it listens
     */
    static ServerProgram start(String ready, Command command) throws IOException {
        IOException last = null;
        for (int i = 0; i < TRIES; i++) {
            int port = freePort();
            PeerProcess process = PeerProcess.start(command.at(port));
            try {
                process.awaitLine(ready);
                return new ServerProgram(process, port);
            } catch (IOException e) {
                process.close();
                last = e;
            }
        }
        throw last;
    }

    @Override
    public void close() {
        process.close();
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }
}
