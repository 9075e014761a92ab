package io.tlsgauge.benchmarks;

import io.tlsgauge.benchmarks.environment.SplitProcessors;
import io.tlsgauge.benchmarks.measurement.ForkArguments;
import io.tlsgauge.engine.crypto.CipherSuite;
import io.tlsgauge.engine.session.HandshakeKind;
import java.io.DataInputStream;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A server of ours for one kind of handshake, in a process and, where there are several, on processors of its own. */
final class SeparateServer implements AutoCloseable {
    private static final int START_MILLIS = 60_000;
    private static final int LOOK_MILLIS = 100;

    private final Process process;
    private final Socket control;
    private final DataInputStream answers;
    private final InetSocketAddress address;
    private final String authority;

    /**
     * What it has done so far.
     *
     * @param handshakes of its kind
     * @param cpuNanos the processor time of its threads: accept, events, reads, writes, RSA and close, in the kernel
     *     and out of it, but not what collector and compiler did on threads of their own
     */
    record Reading(long handshakes, long cpuNanos) {}

    private SeparateServer(Process process, Socket control) throws IOException {
        this.process = process;
        this.control = control;
        control.setTcpNoDelay(true);
        this.answers = new DataInputStream(control.getInputStream());
        String problem = answers.readUTF();
        if (!problem.isEmpty()) {
            throw new IOException("the server's process cannot serve: " + problem);
        }
        this.address = new InetSocketAddress(InetAddress.getLoopbackAddress(), answers.readInt());
        this.authority = answers.readUTF();
    }

    /**
     * Starts one by this process's JDK, with the arguments that a fork has.
     *
     * @throws IOException if it does not come to listen
     */
    static SeparateServer start(
            SplitProcessors processors, HandshakeKind kind, String provider, CipherSuite suite, int keyBits)
            throws IOException {
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            List<String> java = new ArrayList<>();
            java.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            java.addAll(ForkArguments.measured());
            java.addAll(List.of("-cp", System.getProperty("java.class.path"), SeparateServerMain.class.getName()));
            java.addAll(List.of(
                    Integer.toString(listener.getLocalPort()),
                    kind.name(),
                    provider,
                    suite.name(),
                    Integer.toString(keyBits)));
            Process process = new ProcessBuilder(
                            processors.areShared() ? java : SplitProcessors.pinned(processors.server(), java))
                    .redirectOutput(Redirect.INHERIT)
                    .redirectError(Redirect.INHERIT)
                    .start();
            try {
                return connected(process, accept(listener, process));
            } catch (IOException e) {
                process.destroyForcibly();
                throw e;
            }
        }
    }

    private static SeparateServer connected(Process process, Socket control) throws IOException {
        try {
            return new SeparateServer(process, control);
        } catch (IOException e) {
            control.close();
            throw e;
        }
    }

    private static Socket accept(ServerSocket listener, Process process) throws IOException {
        listener.setSoTimeout(LOOK_MILLIS);
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(START_MILLIS);
        while (process.isAlive() && System.nanoTime() - deadline < 0) {
            try {
                return listener.accept();
            } catch (SocketTimeoutException e) {
                // it is looked whether the process lives
                continue;
            }
        }
        throw new IOException("the server's process did not connect");
    }

    /** Its process. */
    long pid() {
        return process.pid();
    }

    /** Where it listens. */
    InetSocketAddress address() {
        return address;
    }

    /** The CA that its chain is of, PEM. */
    String authority() {
        return authority;
    }

    /**
     * What it has done by now.
     *
     * @throws IOException if its process has ended
     */
    Reading read() throws IOException {
        control.getOutputStream().write(1);
        return new Reading(answers.readLong(), answers.readLong());
    }

    @Override
    public void close() throws IOException {
        control.close();
        process.destroy();
        process.onExit().join();
    }
}
