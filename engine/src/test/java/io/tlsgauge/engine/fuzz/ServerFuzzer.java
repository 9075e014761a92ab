package io.tlsgauge.engine.fuzz;

import io.tlsgauge.engine.TlsConnection;
import io.tlsgauge.engine.certificate.TestChain;
import io.tlsgauge.engine.config.ClientConfig;
import io.tlsgauge.engine.config.ServerConfig;
import io.tlsgauge.engine.crypto.CipherSuite;
import io.tlsgauge.engine.crypto.FastKeyErasureRandom;
import io.tlsgauge.engine.session.Session;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;

/** A whole server, fed with what clients said and what became of it. */
public final class ServerFuzzer {
    private static final StillRandom RANDOM = new StillRandom();
    private static final ServerConfig CONFIG = Handshakes.server(RANDOM);
    private static final int FUZZED = 0;

    private ServerFuzzer() {}

    /** Records clients of each kind and suite, and a ClientHello of the JDK's. */
    public static void fuzzerInitialize() throws Exception {
        Seeds seeds = new Seeds();
        int earlier = FUZZED;
        for (CipherSuite suite : Handshakes.SUITES) {
            for (boolean tickets : new boolean[] {false, true}) {
                ClientConfig client = Handshakes.client(new FastKeyErasureRandom(), suite, tickets);
                // Under other randomness, so that no fuzzed handshake takes the session's ID.
                Session session = record(client, Optional.empty(), ++earlier).session();
                seeds.add(record(client, Optional.empty(), FUZZED).ofClient());
                seeds.add(record(client, Optional.of(session), FUZZED).ofClient());
            }
        }
        SSLEngine jdk = SSLContext.getDefault().createSSLEngine(TestChain.HOST, 443);
        jdk.setUseClientMode(true);
        ByteBuffer hello = ByteBuffer.allocate(jdk.getSession().getPacketBufferSize());
        jdk.wrap(ByteBuffer.allocate(0), hello);
        seeds.add(Arrays.copyOf(hello.array(), hello.position()));
    }

    /** One connection. */
    public static void fuzzerTestOneInput(byte[] input) {
        RANDOM.rewind(FUZZED);
        Handshakes.give(TlsConnection.server(CONFIG), input);
    }

    private static Handshakes.Talk record(ClientConfig client, Optional<Session> resume, int stream) throws Exception {
        RANDOM.rewind(stream);
        return Handshakes.Talk.between(Handshakes.connect(client, resume), TlsConnection.server(CONFIG));
    }
}
