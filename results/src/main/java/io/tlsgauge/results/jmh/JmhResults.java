package io.tlsgauge.results.jmh;

import io.tlsgauge.results.MalformedFileException;
import io.tlsgauge.results.PlainContent;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A JMH JSON file ({@code -rf json}), in the order it was written.
 *
 * @param all its entries
 */
public record JmhResults(List<JmhResult> all) {
    private static final JsonMapper MAPPER = new JsonMapper();

    public JmhResults {
        all = List.copyOf(all);
    }

    /**
     * Reads a file that JMH wrote, in whatever project; it may be compressed by gzip since.
     *
     * @throws MalformedFileException naming the entry and the field, if it is not JMH's JSON
     * @throws IOException if it cannot be read
     */
    public static JmhResults read(Path file) throws IOException {
        byte[] bytes = PlainContent.of(file);
        JsonNode root;
        try {
            root = MAPPER.readTree(bytes);
        } catch (JacksonException e) {
            throw new MalformedFileException(file, "not JSON: " + e.getOriginalMessage(), e);
        }
        if (!root.isArray()) {
            throw new MalformedFileException(file, "not JMH's JSON: an array of results was expected");
        }
        List<JmhResult> results = new ArrayList<>();
        for (JsonNode entry : root) {
            results.add(new Entry(file, "entry " + (results.size() + 1), entry).result());
        }
        return new JmhResults(results);
    }

    /** One entry while it is read: knows where it is, so that an error can say so. */
    private record Entry(Path file, String where, JsonNode node) {
        JmhResult result() throws MalformedFileException {
            String benchmark = text("benchmark");
            Entry named = new Entry(file, where + " (" + benchmark + ")", node);
            Map<String, String> params = new HashMap<>();
            for (Map.Entry<String, JsonNode> param : node.path("params").properties()) {
                params.put(param.getKey(), param.getValue().asString());
            }
            Map<String, Metric> secondary = new HashMap<>();
            for (Map.Entry<String, JsonNode> metric :
                    node.path("secondaryMetrics").properties()) {
                secondary.put(metric.getKey(), named.metric(metric.getKey(), metric.getValue()));
            }
            List<String> jvmArgs = new ArrayList<>();
            node.path("jvmArgs").forEach(arg -> jvmArgs.add(arg.asString()));
            JmhResult.Vm vm = new JmhResult.Vm(
                    node.path("jdkVersion").asString(""),
                    node.path("vmName").asString(""),
                    node.path("vmVersion").asString(""),
                    jvmArgs);
            return new JmhResult(
                    BenchmarkKey.of(benchmark, named.count("threads", 1), params),
                    named.text("mode"),
                    named.count("forks", 0),
                    vm,
                    new JmhResult.Settings(
                            node.path("jmhVersion").asString(""), iterations("warmup"), iterations("measurement")),
                    named.metric("primaryMetric", node.path("primaryMetric")),
                    new TreeMap<>(secondary));
        }

        /** Number and time of a phase's iterations; a batch size is told where it is not 1. */
        private String iterations(String phase) {
            JsonNode count = node.path(phase + "Iterations");
            if (!count.isNumber()) {
                return "";
            }
            int batch = node.path(phase + "BatchSize").asInt(1);
            String time = node.path(phase + "Time").asString("");
            return count.intValue()
                    + (time.isEmpty() ? "" : " x " + time)
                    + (batch == 1 ? "" : " in batches of " + batch);
        }

        private String text(String field) throws MalformedFileException {
            if (!node.path(field).isString()) {
                throw problem(field, "text");
            }
            return node.path(field).stringValue();
        }

        /** A whole number; {@code atLeast} where it was not written. */
        private int count(String field, int atLeast) throws MalformedFileException {
            JsonNode value = node.path(field);
            if (value.isMissingNode()) {
                return atLeast;
            }
            if (!value.isInt() || value.intValue() < atLeast) {
                throw problem(field, "a whole number of at least " + atLeast);
            }
            return value.intValue();
        }

        private Metric metric(String name, JsonNode metric) throws MalformedFileException {
            if (!metric.isObject() || !metric.path("scoreUnit").isString()) {
                throw problem(name, "a metric with score and scoreUnit");
            }
            boolean sampled = metric.has("rawDataHistogram");
            List<List<Double>> rawData = new ArrayList<>();
            for (JsonNode fork : metric.path(sampled ? "rawDataHistogram" : "rawData")) {
                List<Double> iterations = new ArrayList<>();
                for (JsonNode iteration : fork) {
                    iterations.add(sampled ? mean(name, iteration) : number(name + ".rawData", iteration));
                }
                rawData.add(iterations);
            }
            return new Metric(
                    number(name + ".score", metric.path("score")),
                    metric.has("scoreError") ? number(name + ".scoreError", metric.path("scoreError")) : Double.NaN,
                    metric.path("scoreUnit").stringValue(),
                    rawData);
        }

        /** The mean of one iteration's samples, given as pairs of a value and how often it was seen. */
        private double mean(String name, JsonNode samples) throws MalformedFileException {
            double sum = 0;
            double count = 0;
            for (JsonNode sample : samples) {
                double times = number(name + ".rawDataHistogram", sample.path(1));
                sum += number(name + ".rawDataHistogram", sample.path(0)) * times;
                count += times;
            }
            return sum / count;
        }

        /** A number as JMH writes it: what JSON has no literal for comes as text. */
        private double number(String field, JsonNode value) throws MalformedFileException {
            if (value.isNumber()) {
                return value.doubleValue();
            }
            return switch (value.asString("")) {
                case "NaN" -> Double.NaN;
                case "+INF" -> Double.POSITIVE_INFINITY;
                case "-INF" -> Double.NEGATIVE_INFINITY;
                default -> throw problem(field, "a number");
            };
        }

        private MalformedFileException problem(String field, String expected) {
            return new MalformedFileException(
                    file, "not JMH's JSON: " + where + ": " + field + ": " + expected + " was expected");
        }
    }
}
