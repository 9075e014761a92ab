package io.tlsgauge.results.parts;

import io.tlsgauge.results.demand.Kind;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/** A part of a handshake, both sides, that has a benchmark of its own; or the whole of several. */
enum Part {
    RSA_PUBLIC("RSA, public operation", "RsaBenchmark.encrypt", Setting.RSA, 1, 0, 0),
    RSA_PRIVATE("RSA, private operation", "RsaBenchmark.decrypt", Setting.RSA, 1, 0, 0),
    PRF_KEYED("PRF keyed", "PrfBenchmark.key", Setting.SUITE, 4, 0, 0),
    SECRETS("key block, or master secret", "PrfBenchmark.keyBlock", Setting.SUITE, 2 + 2, 2, 2),
    VERIFY_DATA("verify_data, made or checked", "PrfBenchmark.verifyData", Setting.SUITE, 4, 4, 4),
    RECORDS("record under fresh keys, both sides", "RecordCipherBenchmark.freshKeys", Setting.RECORD, 2, 2, 2),
    TICKET_OPENED("ticket opened, and the PRF keyed", "TicketBenchmark.open", Setting.SUITE, 0, 0, 1),
    HASHED("messages hashed", "TranscriptBenchmark.hash", Setting.HASH, 1, 1, 1),
    RANDOM("random of a hello", "RandomBenchmark.nextBytes", Setting.RANDOM, 2, 2, 2),
    FLOOR("the floor", "FloorBenchmark.floor", Setting.HANDSHAKE, 1, 1, 1),
    DECODED("messages decoded", "WireBenchmark.decode", Setting.MESSAGES, 1, 1, 1),
    ENCODED("messages encoded", "WireBenchmark.encode", Setting.MESSAGES, 1, 1, 1),
    CHAIN("chain parsed and believed", "CertificateBenchmark.parseAndVerify", Setting.CHAIN, 1, 0, 0),
    SESSION_KEPT("session kept by its ID", "SessionCacheBenchmark.insert", Setting.CACHE, 1, 0, 0),
    SESSION_FOUND("session found by its ID, and the PRF keyed", "SessionCacheBenchmark.hit", Setting.CACHE, 0, 1, 0),
    HANDSHAKE("the handshake", "HandshakeBenchmark.handshake", Setting.HANDSHAKE, 1, 1, 1);

    /** What a benchmark is set to: the provider that Java comes with, and the suite and key of the peers' table. */
    private enum Setting {
        RSA(false, Map.of("provider", "jdk", "keyBits", "2048")),
        SUITE(false, Map.of("provider", "jdk", "suite", Part.SUITE)),
        /** A Finished is so long. */
        RECORD(false, Map.of("provider", "jdk", "suite", Part.SUITE, "length", "16")),
        /** Of one server, as {@code HandshakeBenchmark} and {@code FloorBenchmark} have it. */
        CHAIN(false, Map.of("chains", "1")),
        HASH(true, Map.of("provider", "jdk", "suite", Part.SUITE)),
        RANDOM(false, Map.of("source", "FAST_KEY_ERASURE", "length", "32")),
        /** Of as many sessions as the server of {@code HandshakeBenchmark} keeps. */
        CACHE(false, Map.of("store", "COMPACT", "sessions", "20480", "unknownPercent", "0")),
        MESSAGES(true, Map.of("suite", Part.SUITE)),
        HANDSHAKE(true, Map.of("provider", "jdk", "suite", Part.SUITE, "keyBits", "2048"));

        private final boolean ofKind;
        private final Map<String, String> params;

        Setting(boolean ofKind, Map<String, String> params) {
            this.ofKind = ofKind;
            this.params = params;
        }
    }

    private static final String SUITE = "TLS_RSA_WITH_AES_128_GCM_SHA256";

    private final String text;
    private final String benchmark;
    private final Setting setting;
    private final Map<Kind, Integer> times = new EnumMap<>(Kind.class);

    Part(String text, String benchmark, Setting setting, int full, int sessionId, int ticket) {
        this.text = text;
        this.benchmark = benchmark;
        this.setting = setting;
        times.put(Kind.FULL, full);
        times.put(Kind.SESSION_ID, sessionId);
        times.put(Kind.TICKET, ticket);
    }

    /** How often it is done in a handshake. */
    int times(Kind kind) {
        return times.get(kind);
    }

    /** Whether it costs the same in a handshake of any kind. */
    boolean isAlikeInAll() {
        return !setting.ofKind;
    }

    /** What tells its cost in a handshake of a kind. */
    PartMeasurement measurement(Kind kind) {
        Map<String, String> params = new HashMap<>(setting.params);
        if (setting.ofKind) {
            params.put("kind", kind.name());
        }
        return new PartMeasurement(benchmark, params);
    }

    /** As in the table's first column. */
    @Override
    public String toString() {
        return text;
    }
}
