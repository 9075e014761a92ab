package io.tlsgauge.benchmarks.transport;

import io.tlsgauge.engine.handshake.HandshakeSummary;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** Collects a request's head, and answers with a page about the connection (RFC 9112, as little as is needed). */
final class HttpExchange {
    private static final int MAX_HEAD = 16 * 1024;

    private final StringBuilder head = new StringBuilder();

    /**
     * An answer.
     *
     * @param keepAlive whether the connection stays for another request
     */
    record Response(byte[] bytes, boolean keepAlive) {}

    /** Takes received bytes; answers once a head is whole. */
    Optional<Response> receive(ByteBuffer bytes, HandshakeSummary summary, ServerCounters counters) {
        head.append(StandardCharsets.ISO_8859_1.decode(bytes));
        int end = head.indexOf("\r\n\r\n");
        if (end < 0) {
            return head.length() > MAX_HEAD
                    ? Optional.of(
                            response("431 Request Header Fields Too Large", "the head is too long\n", true, false))
                    : Optional.empty();
        }
        String request = head.substring(0, end);
        head.delete(0, end + 4);
        counters.request();
        return Optional.of(answer(request, page(summary, counters)));
    }

    private static Response answer(String request, String page) {
        String[] line = request.lines().findFirst().orElse("").split(" ");
        if (line.length != 3 || !line[2].startsWith("HTTP/1.")) {
            return response("400 Bad Request", "this is no HTTP/1 request\n", true, false);
        }
        boolean keepAlive = request.toLowerCase(Locale.ROOT)
                .lines()
                .anyMatch(header -> header.startsWith("connection:") && header.contains("keep-alive"));
        return switch (line[0]) {
            case "GET" -> response("200 OK", page, true, keepAlive);
            case "HEAD" -> response("200 OK", page, false, keepAlive);
            default -> response("405 Method Not Allowed", "only GET and HEAD are answered\n", true, false);
        };
    }

    private static Response response(String status, String body, boolean withBody, boolean keepAlive) {
        String text = "HTTP/1.1 " + status + "\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: "
                + body.length() + "\r\nConnection: " + (keepAlive ? "keep-alive" : "close") + "\r\n\r\n"
                + (withBody ? body : "");
        return new Response(text.getBytes(StandardCharsets.ISO_8859_1), keepAlive);
    }

    private static String page(HandshakeSummary summary, ServerCounters counters) {
        return "tlsgauge\nkind: " + summary.kind()
                + "\nsuite: " + summary.cipherSuite()
                + "\nextended master secret: " + summary.extendedMasterSecret()
                + "\napplication protocol: " + summary.applicationProtocol().orElse("none")
                + "\ncounters: " + counters + "\n";
    }
}
