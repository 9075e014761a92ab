package io.tlsgauge.benchmarks;

import io.tlsgauge.benchmarks.certificate.CertificateChain;
import io.tlsgauge.benchmarks.certificate.Pem;
import io.tlsgauge.benchmarks.transport.ServerLimits;
import io.tlsgauge.benchmarks.transport.Threading;
import io.tlsgauge.benchmarks.transport.TlsServer;
import io.tlsgauge.engine.crypto.CipherSuite;
import io.tlsgauge.engine.session.HandshakeKind;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;

/**
 * The process of a {@link SeparateServer}. It connects to its parent's port and says why it cannot serve, or nothing, and
 * then where it listens and whom to trust; each byte that it is sent it answers by a reading; it ends with its parent.
 */
final class SeparateServerMain {
    private static final int CONNECTIONS = 20_480;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private SeparateServerMain() {}

    /** @param arguments the parent's port, and kind, provider, suite and bits of the key */
    public static void main(String... arguments) throws IOException {
        HandshakeKind kind = HandshakeKind.valueOf(arguments[1]);
        CipherSuite suite = CipherSuite.valueOf(arguments[3]);
        int keyBits = Integer.parseInt(arguments[4]);
        try (Socket parent = new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[0]))) {
            parent.setTcpNoDelay(true);
            DataOutputStream out = new DataOutputStream(parent.getOutputStream());
            CertificateChain chain = CertificateChain.forSuite(suite, keyBits);
            try (TlsServer server = start(kind, arguments[2], suite, chain)) {
                out.writeUTF("");
                out.writeInt(server.address().getPort());
                out.writeUTF(Pem.text(List.of(chain.root())));
                answer(new DataInputStream(parent.getInputStream()), out, server, kind);
            } catch (IllegalArgumentException | IllegalStateException e) {
                out.writeUTF(String.valueOf(e.getMessage()));
            }
        }
    }

    private static TlsServer start(HandshakeKind kind, String provider, CipherSuite suite, CertificateChain chain)
            throws IOException {
        int threads = Runtime.getRuntime().availableProcessors();
        return TlsServer.start(
                HandshakeScenario.withDelegatedTasks(kind, provider, suite, chain)
                        .server(),
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                Threading.EVENT_LOOPS,
                new ServerLimits(threads, CONNECTIONS, CONNECTIONS, PATIENCE, PATIENCE),
                note -> {});
    }

    private static void answer(DataInputStream in, DataOutputStream out, TlsServer server, HandshakeKind kind) {
        try {
            while (in.read() >= 0) {
                out.writeLong(server.counters().handshakes(kind));
                out.writeLong(processorNanos());
            }
        } catch (IOException e) {
            // the parent has ended, and nobody is left to be told
            return;
        }
    }

    /** The processor time of the server's threads so far. */
    private static long processorNanos() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long sum = 0;
        for (ThreadInfo thread : threads.getThreadInfo(threads.getAllThreadIds())) {
            if (thread != null && thread.getThreadName().startsWith("tlsgauge-")) {
                sum += Math.max(0, threads.getThreadCpuTime(thread.getThreadId()));
            }
        }
        return sum;
    }
}
