package io.tlsgauge.benchmarks;

import io.tlsgauge.engine.alert.TlsException;
import io.tlsgauge.engine.crypto.CipherSuite;
import io.tlsgauge.engine.handshake.HandshakeSummary;
import io.tlsgauge.engine.session.HandshakeKind;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A further handshake on a connection that lives, which the client starts to refresh the keys (RFC 5746): full, or
 * abbreviated by session ID or by ticket.
 *
 * <p>Each thread has a connection of its own, and renegotiates it for as long as the fork lasts; all servers share
 * their configuration. An operation goes from the ClientHello, under the old keys, to both Finished verified under
 * the new, and fails if no other handshake of the kind claimed came of it; after each iteration a byte goes each
 * way under the last keys. What it saves against {@link HandshakeBenchmark} is the making of two connections; what
 * it adds is the protection of every message.
 *
 * <pre>java -jar benchmarks.jar RenegotiationBenchmark -t 2 -p kind=FULL,SESSION_ID</pre>
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(3)
public class RenegotiationBenchmark {
    /** What all threads share: the configuration of the server. */
    @State(Scope.Benchmark)
    public static class Server {
        /** The kind of the further handshakes. */
        @Param({"FULL", "SESSION_ID", "TICKET"})
        public HandshakeKind kind;

        /** The crypto provider, or a mix of them. */
        @Param("jdk")
        public String provider;

        /** The cipher suite. */
        @Param("TLS_RSA_WITH_AES_128_GCM_SHA256")
        public CipherSuite suite;

        /** The server's RSA modulus in bits. */
        @Param("2048")
        public int keyBits;

        private HandshakeScenario scenario;

        /** Makes keys, certificates and configurations. */
        @Setup(Level.Trial)
        public void configure() {
            scenario = new HandshakeScenario(kind, provider, suite, keyBits);
        }
    }

    /** A thread's own connection. */
    @State(Scope.Thread)
    public static class Connection {
        private LiveConnection connection;

        /** Shakes hands for the first time. */
        @Setup(Level.Trial)
        public void connect(Server server) throws TlsException {
            connection = new LiveConnection(server.scenario);
        }

        /** Proves that the last keys work, both ways. */
        @TearDown(Level.Iteration)
        public void requireLive() throws TlsException {
            connection.requireLive();
        }
    }

    /** One further handshake. */
    @Benchmark
    public HandshakeSummary renegotiate(Server server, Connection connection) throws TlsException {
        LiveConnection live = connection.connection;
        live.renegotiate(server.kind != HandshakeKind.FULL);
        server.scenario.requireClaimed(live.clientSummary(), live.serverSummary());
        return live.serverSummary();
    }
}
