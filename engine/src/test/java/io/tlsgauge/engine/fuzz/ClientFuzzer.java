package io.tlsgauge.engine.fuzz;

import io.tlsgauge.engine.TlsConnection;
import io.tlsgauge.engine.config.ClientConfig;
import io.tlsgauge.engine.config.ServerConfig;
import io.tlsgauge.engine.crypto.CipherSuite;
import io.tlsgauge.engine.crypto.FastKeyErasureRandom;
import io.tlsgauge.engine.session.Session;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A whole client, fed with what servers said and what became of it; an input's first byte chooses the client. */
public final class ClientFuzzer {
    private static final StillRandom RANDOM = new StillRandom();
    private static final List<Client> CLIENTS = new ArrayList<>();

    private record Client(ClientConfig config, Optional<Session> resume) {
        TlsConnection connect() {
            RANDOM.rewind(0);
            return Handshakes.connect(config, resume);
        }
    }

    private ClientFuzzer() {}

    /** Makes clients of each suite and kind, and records a server with each. */
    public static void fuzzerInitialize() throws Exception {
        Seeds seeds = new Seeds();
        ServerConfig server = Handshakes.server(new FastKeyErasureRandom());
        for (CipherSuite suite : Handshakes.SUITES) {
            for (boolean tickets : new boolean[] {false, true}) {
                Client full = new Client(Handshakes.client(RANDOM, suite, tickets), Optional.empty());
                Session session = Handshakes.Talk.between(full.connect(), TlsConnection.server(server))
                        .session();
                for (Client client : List.of(full, new Client(full.config(), Optional.of(session)))) {
                    byte[] ofServer = Handshakes.Talk.between(client.connect(), TlsConnection.server(server))
                            .ofServer();
                    seeds.add(CLIENTS.size(), ofServer);
                    CLIENTS.add(client);
                }
            }
        }
    }

    /** One connection. */
    public static void fuzzerTestOneInput(byte[] input) {
        if (input.length > 0) {
            Client client = CLIENTS.get((input[0] & 0xff) % CLIENTS.size());
            Handshakes.give(client.connect(), Arrays.copyOfRange(input, 1, input.length));
        }
    }
}
