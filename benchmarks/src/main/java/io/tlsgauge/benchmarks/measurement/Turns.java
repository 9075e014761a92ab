package io.tlsgauge.benchmarks.measurement;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Gives forks that live side by side their turns: one iteration each, in an order drawn anew every time round, while
 * all others wait. So a machine that is slow for some seconds is so for all of them alike, and what they are compared
 * by is the difference between neighbours.
 *
 * <p>A fork says by a byte over loopback that it is {@link #READY} for an iteration or has {@link #DONE} one, and
 * begins when it is sent one; {@link TurnProfiler} is its side of it.
 */
final class Turns implements AutoCloseable {
    static final int READY = 'r';
    static final int DONE = 'd';
    static final int GO = 'g';

    private enum Seat {
        /** It starts, or does what is between two iterations. */
        BUSY,
        READY,
        MEASURING,
        GONE
    }

    private final ServerSocket listener;
    private final Seat[] seats;
    private final Socket[] sockets;
    private final Random random;

    /**
     * @param forks how many will come
     * @param seed what their order is drawn by
     * @throws IOException if nothing can be listened on
     */
    Turns(int forks, long seed) throws IOException {
        listener = new ServerSocket(0, forks, InetAddress.getLoopbackAddress());
        seats = new Seat[forks];
        sockets = new Socket[forks];
        Arrays.fill(seats, Seat.BUSY);
        random = new Random(seed);
        daemon(this::accept, "tlsgauge-turns");
        daemon(this::serve, "tlsgauge-turn");
    }

    /** What a fork must be told to find its seat. */
    String address(int fork) {
        return listener.getLocalPort() + "/" + fork;
    }

    /** A fork has ended, perhaps before it ever came. */
    synchronized void leave(int fork) {
        seats[fork] = Seat.GONE;
        notifyAll();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (int fork = 0; fork < seats.length; fork++) {
            leave(fork);
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listener.accept();
                daemon(() -> listen(socket), "tlsgauge-turns-fork");
            }
        } catch (IOException e) {
            // The turns have ended.
            return;
        }
    }

    private void listen(Socket accepted) {
        int fork = -1;
        try (Socket socket = accepted) {
            fork = socket.getInputStream().read();
            if (fork < 0 || fork >= seats.length) {
                return;
            }
            synchronized (this) {
                sockets[fork] = socket;
            }
            InputStream says = socket.getInputStream();
            for (int said = says.read(); said >= 0; said = says.read()) {
                say(fork, said == READY ? Seat.READY : Seat.BUSY);
            }
            leave(fork);
        } catch (IOException e) {
            leave(fork);
        }
    }

    private synchronized void say(int fork, Seat seat) {
        if (seats[fork] != Seat.GONE) {
            seats[fork] = seat;
            notifyAll();
        }
    }

    /** Time round: once all that are left are ready, each has its iteration. */
    private void serve() {
        try {
            while (awaitAll()) {
                List<Integer> order = new ArrayList<>();
                for (int fork = 0; fork < seats.length; fork++) {
                    order.add(fork);
                }
                Collections.shuffle(order, random);
                for (int fork : order) {
                    measure(fork);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized boolean awaitAll() throws InterruptedException {
        while (Arrays.stream(seats).anyMatch(seat -> seat == Seat.BUSY || seat == Seat.MEASURING)) {
            wait();
        }
        return Arrays.stream(seats).anyMatch(seat -> seat == Seat.READY);
    }

    private synchronized void measure(int fork) throws InterruptedException {
        if (seats[fork] != Seat.READY) {
            return;
        }
        seats[fork] = Seat.MEASURING;
        try {
            sockets[fork].getOutputStream().write(GO);
        } catch (IOException e) {
            seats[fork] = Seat.GONE;
        }
        while (seats[fork] == Seat.MEASURING) {
            wait();
        }
    }

    private static void daemon(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }
}
