package io.tlsgauge.results.report;

import io.tlsgauge.results.compare.ComparedRun;
import io.tlsgauge.results.jmh.JmhResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One thing that runs tell of how they were measured.
 *
 * @param name such as {@code cpu.model}
 * @param values of each run; empty where a run does not tell
 * @param differs whether runs that tell it differ in it, and it is not one that always does, such as the time
 */
public record EnvironmentRow(String name, List<String> values, boolean differs) {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final Pattern ALWAYS_DIFFERS = Pattern.compile("(started|finished|before|after)(\\..*)?");

    /** Everything that any of the runs tells, whatever is recorded there. */
    static List<EnvironmentRow> of(List<ComparedRun> runs) {
        List<Map<String, String>> told = runs.stream().map(EnvironmentRow::told).toList();
        Set<String> names = new LinkedHashSet<>();
        told.forEach(run -> names.addAll(run.keySet()));
        List<EnvironmentRow> rows = new ArrayList<>();
        for (String name : names) {
            List<String> values =
                    told.stream().map(run -> run.getOrDefault(name, "")).toList();
            long different =
                    values.stream().filter(value -> !value.isEmpty()).distinct().count();
            rows.add(new EnvironmentRow(
                    name, values, different > 1 && !ALWAYS_DIFFERS.matcher(name).matches()));
        }
        return rows;
    }

    private static Map<String, String> told(ComparedRun run) {
        Map<String, String> told = new LinkedHashMap<>();
        run.environment().ifPresent(environment -> leaves("", MAPPER.valueToTree(environment), told));
        put(told, "jmh.version", run, result -> result.settings().jmhVersion());
        put(told, "jmh.warm-up", run, result -> result.settings().warmUp());
        put(told, "jmh.measurement", run, result -> result.settings().measurement());
        put(told, "jmh.forks", run, result -> Integer.toString(result.forks()));
        put(told, "vm.jdk", run, result -> result.vm().jdkVersion());
        put(told, "vm.name", run, result -> result.vm().name());
        put(told, "vm.version", run, result -> result.vm().version());
        put(told, "vm.arguments", run, result -> String.join(" ", result.vm().args()));
        return told;
    }

    private static void put(Map<String, String> told, String name, ComparedRun run, Function<JmhResult, String> value) {
        String all = run.results().values().stream().map(value).distinct().collect(Collectors.joining("; "));
        if (!all.isEmpty()) {
            told.put(name, all);
        }
    }

    private static void leaves(String name, JsonNode node, Map<String, String> leaves) {
        if (node.isObject()) {
            node.properties()
                    .forEach(child -> leaves(
                            name.isEmpty() ? child.getKey() : name + "." + child.getKey(), child.getValue(), leaves));
        } else if (node.isArray()) {
            List<String> values = new ArrayList<>();
            node.forEach(value -> values.add(value.isValueNode() ? value.asString() : value.toString()));
            leaves.put(name, String.join(" ", values));
        } else if (!node.isNull()) {
            leaves.put(name, node.asString());
        }
    }
}
