package io.tlsgauge.engine.crypto;

import java.nio.charset.StandardCharsets;

/** The labels under which TLS 1.2 uses its PRF (RFC 5246 §6.3, §7.4.9, §8.1, RFC 7627 §4). */
public enum PrfLabel {
    MASTER_SECRET("master secret"),
    EXTENDED_MASTER_SECRET("extended master secret"),
    KEY_EXPANSION("key expansion"),
    CLIENT_FINISHED("client finished"),
    SERVER_FINISHED("server finished");

    private final byte[] bytes;

    PrfLabel(String text) {
        this.bytes = text.getBytes(StandardCharsets.US_ASCII);
    }

    byte[] bytes() {
        return bytes;
    }
}
