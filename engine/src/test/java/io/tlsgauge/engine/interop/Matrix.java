package io.tlsgauge.engine.interop;

import io.tlsgauge.engine.crypto.CipherSuite;
import io.tlsgauge.engine.session.HandshakeKind;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The cells that were shown, as a table in Markdown: a row a suite, a column a peer and its role. */
final class Matrix {
    private final List<Peer> peers;
    private final Map<Cell, String> marks = new HashMap<>();

    Matrix(List<Peer> peers) {
        this.peers = peers;
    }

    /** The handshake was made, and was of the kind. */
    void proven(Cell cell) {
        marks.put(cell, letter(cell.kind()));
    }

    /** The peer was seen to refuse. */
    void limited(Cell cell, Limit limit) {
        marks.put(cell, footnote(limit));
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("| suite |");
        StringBuilder rule = new StringBuilder("|---|");
        for (Peer peer : peers) {
            for (Cell.Role role : Cell.Role.values()) {
                text.append(' ').append(peer.name()).append(' ').append(role).append(" |");
                rule.append("---|");
            }
        }
        text.append('\n').append(rule).append('\n');
        for (CipherSuite suite : CipherSuite.values()) {
            text.append("| `").append(suite).append("` |");
            for (Peer peer : peers) {
                for (Cell.Role role : Cell.Role.values()) {
                    text.append(' ').append(marks(peer, role, suite)).append(" |");
                }
            }
            text.append('\n');
        }
        return text.append(legend()).toString();
    }

    private String marks(Peer peer, Cell.Role role, CipherSuite suite) {
        return Arrays.stream(HandshakeKind.values())
                .map(kind -> marks.getOrDefault(new Cell(peer, role, suite, kind), "–"))
                .distinct()
                .collect(Collectors.joining(" "));
    }

    private String legend() {
        StringBuilder text = new StringBuilder("\nF: full handshake, I: resumed by session ID, T: resumed by ticket,")
                .append(" –: not shown. Server and client are the peer's roles; ours is the other.\n");
        for (Limit limit : Limit.values()) {
            text.append("\n")
                    .append(footnote(limit))
                    .append(' ')
                    .append(limit.reason())
                    .append(".\n");
        }
        return text.append("\nPeers: ")
                .append(peers.stream()
                        .map(peer -> peer.version().orElse("no " + peer.name()))
                        .collect(Collectors.joining(", ")))
                .append(".\n")
                .toString();
    }

    private static String footnote(Limit limit) {
        return "<sup>" + (limit.ordinal() + 1) + "</sup>";
    }

    private static String letter(HandshakeKind kind) {
        return switch (kind) {
            case FULL -> "F";
            case SESSION_ID -> "I";
            case TICKET -> "T";
        };
    }
}
