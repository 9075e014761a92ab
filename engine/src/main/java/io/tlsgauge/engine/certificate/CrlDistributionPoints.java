package io.tlsgauge.engine.certificate;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

/**
 * The addresses at which a certificate says its CRL stands (RFC 5280 §4.2.1.13). The JDK reads them too, but gives
 * them to nobody.
 */
final class CrlDistributionPoints {
    private static final String EXTENSION = "2.5.29.31";
    private static final int MAX_POINTS = 4;
    private static final int MAX_DEPTH = 8;
    private static final int CONSTRUCTED = 0x20;
    private static final int OCTET_STRING = 0x04;
    private static final int UNIFORM_RESOURCE_IDENTIFIER = 0x86;

    private CrlDistributionPoints() {}

    /** The addresses by HTTP, a few at the most; none where the extension is absent or can't be read. */
    static List<URI> of(X509Certificate certificate) {
        byte[] extension = certificate.getExtensionValue(EXTENSION);
        List<URI> points = new ArrayList<>();
        if (extension != null) {
            try {
                collect(ByteBuffer.wrap(extension), MAX_DEPTH, points);
            } catch (BufferUnderflowException | IllegalArgumentException e) {
                points.clear();
            }
        }
        return points;
    }

    /** Goes into whatever is constructed: only a fullName holds a tag of that kind. */
    private static void collect(ByteBuffer der, int depth, List<URI> points) {
        while (depth > 0 && der.hasRemaining() && points.size() < MAX_POINTS) {
            int tag = der.get() & 0xff;
            ByteBuffer content = content(der);
            if ((tag & CONSTRUCTED) != 0 || tag == OCTET_STRING) {
                collect(content, depth - 1, points);
            } else if (tag == UNIFORM_RESOURCE_IDENTIFIER) {
                add(StandardCharsets.US_ASCII.decode(content).toString(), points);
            }
        }
    }

    private static ByteBuffer content(ByteBuffer der) {
        int length = der.get() & 0xff;
        if (length >= 0x80) {
            int bytes = length & 0x7f;
            length = 0;
            for (int i = 0; i < bytes; i++) {
                length = length << 8 | der.get() & 0xff;
            }
        }
        ByteBuffer content = der.slice().limit(length);
        der.position(der.position() + length);
        return content;
    }

    private static void add(String text, List<URI> points) {
        try {
            URI uri = new URI(text);
            if ("http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme())) {
                points.add(uri);
            }
        } catch (URISyntaxException e) {
            // What is no address can't be fetched from, and the CRL is then missing.
            return;
        }
    }
}
