package io.tlsgauge.results.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The HTML file: a template with a style, the chart library, a script and the report as JSON, all inside it.
 *
 * <p>No value of a report becomes HTML here: it stands as JSON, without a {@code <} that could end its element, and the
 * script writes it as text. The page's own policy lets only these scripts run, by their digests, and lets nothing be
 * fetched.
 */
final class Page {
    private static final Pattern PLACE = Pattern.compile("\\{\\{([a-z]+)}}");
    private static final Pattern SCRIPT_TAG = Pattern.compile("<(/?script|!--)", Pattern.CASE_INSENSITIVE);

    private Page() {}

    static String of(Report report) {
        String library = library();
        String script = resource("report.js");
        String plan = resource("plan.js");
        Map<String, String> content = Map.of(
                "policy",
                "'" + digest(library) + "' '" + digest(script) + "' '" + digest(plan) + "'",
                "style",
                resource("report.css"),
                "data",
                embeddable(report.json()),
                "library",
                library,
                "script",
                script,
                "plan",
                plan);
        return PLACE.matcher(resource("report.html"))
                .replaceAll(place -> Matcher.quoteReplacement(content.get(place.group(1))));
    }

    /** JSON has these characters in strings only, where an escape means the same. */
    private static String embeddable(String json) {
        return json.replace("<", "\\u003c")
                .replace(">", "\\u003e")
                .replace("&", "\\u0026")
                .replace("\u2028", "\\u2028")
                .replace("\u2029", "\\u2029");
    }

    private static String library() {
        Properties properties = new Properties();
        try (InputStream in = open("report.properties")) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String library = resource(properties.getProperty("library"));
        if (SCRIPT_TAG.matcher(library).find()) {
            throw new IllegalStateException("the chart library holds a script tag, and cannot stand in a page");
        }
        return library;
    }

    /** What a policy calls a script: browsers take the digest over its text with each line break as one character. */
    private static String digest(String script) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String resource(String name) {
        try (InputStream in = open(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream open(String name) throws IOException {
        InputStream in = Page.class.getResourceAsStream(name);
        if (in == null) {
            throw new IOException("the jar lacks " + name);
        }
        return in;
    }
}
