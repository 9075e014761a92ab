package io.tlsgauge.results.peers;

import io.tlsgauge.results.jmh.JmhResult;
import io.tlsgauge.results.table.HandshakeRow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeSet;

/**
 * What one implementation does in one kind of handshake, on one thread.
 *
 * @param kind FULL, SESSION_ID or TICKET
 * @param implementation the peer, or the engine with a provider
 * @param handshakesPerSecond both sides on one thread; empty where it has no such kind
 * @param low the lower end of the interval of 95 % of {@code handshakesPerSecond}, by how far forks lie apart
 * @param high its upper end
 * @param serverMicros the server's time per handshake, µs
 * @param clientMicros the client's, likewise
 * @param note why there is no figure, or nothing
 */
public record PeerRow(
        String kind,
        String implementation,
        OptionalDouble handshakesPerSecond,
        OptionalDouble low,
        OptionalDouble high,
        OptionalDouble serverMicros,
        OptionalDouble clientMicros,
        String note) {
    private static final String PEERS = "PeerHandshakeBenchmark.handshake";
    private static final String ENGINE = "HandshakeBenchmark.handshake";

    /** Kinds that an implementation does not have, and that are therefore not measured. */
    private static final Map<String, String> LACKING = Map.of("BCTLS", "TICKET");

    private static final Comparator<PeerRow> FASTEST_FIRST = Comparator.comparing(PeerRow::kind)
            .thenComparing(row -> -row.handshakesPerSecond.orElse(0))
            .thenComparing(PeerRow::implementation);

    static List<PeerRow> of(Measured measured) {
        List<PeerRow> rows = new ArrayList<>();
        measured.of(PEERS, 1).forEach(result -> rows.add(row(result, result.param("peer"))));
        measured.of(ENGINE, 1)
                .forEach(result -> rows.add(row(
                        result,
                        Optional.of("engine, " + result.param("provider").orElse("")))));
        for (String implementation :
                new TreeSet<>(rows.stream().map(PeerRow::implementation).toList())) {
            String kind = LACKING.get(implementation);
            if (kind != null && rows.stream().anyMatch(row -> row.kind.equals(kind))) {
                rows.add(new PeerRow(
                        kind,
                        implementation,
                        OptionalDouble.empty(),
                        OptionalDouble.empty(),
                        OptionalDouble.empty(),
                        OptionalDouble.empty(),
                        OptionalDouble.empty(),
                        "it has none"));
            }
        }
        return rows.stream().sorted(FASTEST_FIRST).toList();
    }

    private static PeerRow row(JmhResult result, Optional<String> implementation) {
        HandshakeRow row = HandshakeRow.of(result, Optional.empty());
        return new PeerRow(
                row.kind(),
                implementation.orElse(""),
                OptionalDouble.of(row.handshakesPerSecond()),
                row.low(),
                row.high(),
                row.serverMicros(),
                row.clientMicros(),
                "");
    }
}
