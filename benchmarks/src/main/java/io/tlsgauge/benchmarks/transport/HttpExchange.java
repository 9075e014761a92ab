package io.tlsgauge.benchmarks.transport;

import io.tlsgauge.engine.handshake.HandshakeSummary;
import io.tlsgauge.engine.wire.ProtocolVersion;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Collects the heads of requests, and answers each with a page about the connection (RFC 9112, as little
 * as is needed).
 */
final class HttpExchange {
    static final int MAX_HEAD = 16 * 1024;

    /** An empty line, whose CR a lenient reader does without (RFC 9112 §2.2). */
    private static final Pattern END_OF_HEAD = Pattern.compile("\r?\n\r?\n");

    private static final Pattern REQUEST_LINE = Pattern.compile("([!-~]+) [!-~]+ HTTP/1\\.[0-9]");
    private static final Pattern KEEP_ALIVE = Pattern.compile("connection:.*\\bkeep-alive\\b.*");
    private static final Pattern BODY = Pattern.compile("transfer-encoding:.*|content-length:\\s*0*[1-9].*");

    private final StringBuilder received = new StringBuilder();

    /**
     * An answer.
     *
     * @param keepAlive whether the connection stays for another request
     */
    record Response(byte[] bytes, boolean keepAlive) {}

    /** Takes received bytes. The caller takes all answers there are before it gives more. */
    void receive(ByteBuffer bytes) {
        // Most of what is received is of a handshake, and holds nothing for HTTP.
        if (!bytes.hasRemaining()) {
            return;
        }
        received.append(StandardCharsets.ISO_8859_1.decode(bytes));
    }

    /** Answers the next request whose head is whole, or too long to become so. */
    Optional<Response> answer(HandshakeSummary summary, ServerCounters counters) {
        if (received.length() == 0) {
            return Optional.empty();
        }
        Matcher end = END_OF_HEAD.matcher(received);
        boolean whole = end.find();
        if (whole ? end.start() > MAX_HEAD : received.length() > MAX_HEAD) {
            return Optional.of(refusal("431 Request Header Fields Too Large", "", "the head is too long"));
        }
        if (!whole) {
            return Optional.empty();
        }
        String head = received.substring(0, end.start());
        received.delete(0, end.end());
        counters.request();
        return Optional.of(answer(head, summary, counters));
    }

    private static Response answer(String head, HandshakeSummary summary, ServerCounters counters) {
        List<String> lines = head.lines().toList();
        Matcher request = REQUEST_LINE.matcher(lines.isEmpty() ? "" : lines.get(0));
        if (!request.matches()) {
            return refusal("400 Bad Request", "", "this is no HTTP/1 request");
        }
        String method = request.group(1);
        if (!method.equals("GET") && !method.equals("HEAD")) {
            return refusal("405 Method Not Allowed", "Allow: GET, HEAD\r\n", "only GET and HEAD are answered");
        }
        // A body is not read: what follows would be taken for the next request.
        boolean keepAlive = holds(lines, KEEP_ALIVE) && !holds(lines, BODY);
        return response("200 OK", "", page(summary, counters), method.equals("GET"), keepAlive);
    }

    private static boolean holds(List<String> lines, Pattern header) {
        return lines.stream()
                .skip(1)
                .anyMatch(line -> header.matcher(line.toLowerCase(Locale.ROOT)).matches());
    }

    private static Response refusal(String status, String headers, String sentence) {
        return response(status, headers, sentence + "\n", true, false);
    }

    private static Response response(String status, String headers, String body, boolean withBody, boolean keepAlive) {
        int length = body.getBytes(StandardCharsets.UTF_8).length;
        String text = "HTTP/1.1 " + status + "\r\n" + headers
                + "Content-Type: text/plain; charset=utf-8\r\nContent-Length: " + length
                + "\r\nConnection: " + (keepAlive ? "keep-alive" : "close") + "\r\n\r\n"
                + (withBody ? body : "");
        return new Response(text.getBytes(StandardCharsets.UTF_8), keepAlive);
    }

    private static String page(HandshakeSummary summary, ServerCounters counters) {
        return "tlsgauge\nkind: " + summary.kind()
                + "\nprotocol: " + ProtocolVersion.name(summary.session().protocolVersion())
                + "\nsuite: " + summary.cipherSuite()
                + "\nextended master secret: " + summary.extendedMasterSecret()
                + "\napplication protocol: " + summary.applicationProtocol().orElse("none")
                + "\nserver name: " + summary.serverName().orElse("none")
                + "\ncounters: " + counters + "\n";
    }
}
