package io.tlsgauge.engine.interop;

import io.tlsgauge.engine.crypto.CipherSuite;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** OpenSSL's own names of the suites, by OpenSSL's own list. */
public final class OpenSslCiphers {
    /** A line of {@code openssl ciphers -stdname}: the suite's registered name, and OpenSSL's. */
    private static final Pattern LINE = Pattern.compile("(?m)^(\\S+) +- (\\S+) ");

    private final Map<String, String> names;

    private OpenSslCiphers(Map<String, String> names) {
        this.names = names;
    }

    public static OpenSslCiphers list() throws IOException {
        Map<String, String> names = new HashMap<>();
        try (PeerProcess list = PeerProcess.start(List.of("openssl", "ciphers", "-stdname", "ALL"))) {
            Matcher lines = LINE.matcher(list.awaitEnd());
            while (lines.find()) {
                names.put(lines.group(1), lines.group(2));
            }
        }
        return new OpenSslCiphers(names);
    }

    public String name(CipherSuite suite) {
        return names.get(suite.name());
    }
}
