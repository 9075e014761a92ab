package io.tlsgauge.results.compare;

import io.tlsgauge.results.statistics.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Builds files as JMH writes them. */
final class JmhFile {
    private final List<String> entries = new ArrayList<>();
    private String mode = "thrpt";
    private String unit = "ops/s";
    private String jmh = "1.37";
    private String jdk = "17.0.15";
    private String jvmArgs = "\"-Xmx1g\"";

    JmhFile mode(String newMode, String newUnit) {
        mode = newMode;
        unit = newUnit;
        return this;
    }

    JmhFile jdk(String version) {
        jdk = version;
        return this;
    }

    JmhFile jmh(String version) {
        jmh = version;
        return this;
    }

    JmhFile jvmArgs(String... args) {
        jvmArgs = args.length == 0 ? "" : "\"" + String.join("\",\"", args) + "\"";
        return this;
    }

    JmhFile add(String benchmark, String params, Sample sample) {
        return add(benchmark, params, sample.forks().toString());
    }

    JmhFile add(String benchmark, String params, String rawData) {
        entries.add("""
                {"jmhVersion":"%s","benchmark":"%s","mode":"%s","threads":1,"forks":5,"jvm":"/jdk/bin/java",
                 "jvmArgs":[%s],"jdkVersion":"%s","vmName":"OpenJDK 64-Bit Server VM","vmVersion":"%s+6",
                 "warmupIterations":5,"warmupTime":"1 s","warmupBatchSize":1,
                 "measurementIterations":8,"measurementTime":"1 s","measurementBatchSize":1,
                 "params":%s,
                 "primaryMetric":{"score":1,"scoreError":"NaN","scoreUnit":"%s","rawData":%s},
                 "secondaryMetrics":{}}""".formatted(jmh, benchmark, mode, jvmArgs, jdk, jdk, params, unit, rawData));
        return this;
    }

    String json() {
        return "[" + String.join(",\n", entries) + "]";
    }

    ComparedRun in(Path file) throws IOException {
        return ComparedRun.read(Files.writeString(file, json()));
    }
}
