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
 * The process of a {@link SeparateServer}. It connects to its parent's port and says where it listens and whom to trust;
 * each byte that it is sent it answers by a reading; it ends with its parent.
 */
final class SeparateServerMain {
    private static final int CONNECTIONS = 10_000;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private SeparateServerMain() {}

    /** @param arguments the parent's port, and kind, provider, suite and bits of the key */
    public static void main(String... arguments) throws IOException {
        HandshakeKind kind = HandshakeKind.valueOf(arguments[1]);
        CipherSuite suite = CipherSuite.valueOf(arguments[3]);
        CertificateChain chain = CertificateChain.forSuite(suite, Integer.parseInt(arguments[4]));
        HandshakeScenario scenario = HandshakeScenario.withDelegatedTasks(kind, arguments[2], suite, chain);
        int threads = Runtime.getRuntime().availableProcessors();
        try (Socket parent = new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[0]));
                TlsServer server = TlsServer.start(
                        scenario.server(),
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                        Threading.EVENT_LOOPS,
                        new ServerLimits(threads, CONNECTIONS, CONNECTIONS, PATIENCE, PATIENCE),
                        note -> {})) {
            parent.setTcpNoDelay(true);
            DataInputStream in = new DataInputStream(parent.getInputStream());
            DataOutputStream out = new DataOutputStream(parent.getOutputStream());
            out.writeInt(server.address().getPort());
            out.writeUTF(Pem.text(List.of(chain.root())));
            while (in.read() >= 0) {
                out.writeLong(server.counters().handshakes(kind));
                out.writeLong(processorNanos());
            }
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
