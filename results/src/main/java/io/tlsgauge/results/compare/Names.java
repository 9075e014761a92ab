package io.tlsgauge.results.compare;

import io.tlsgauge.results.text.Grid;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** How some benchmarks are told from one another: what is the same for all is said once, the rest in columns. */
final class Names {
    private final Map<String, Function<BenchmarkId, String>> columns = new LinkedHashMap<>();
    private final List<String> common = new ArrayList<>();

    Names(Collection<BenchmarkId> ids) {
        long shortNames = ids.stream().map(Names::shortName).distinct().count();
        long fullNames = ids.stream().map(id -> id.key().benchmark()).distinct().count();
        columns.put(
                "benchmark",
                shortNames == fullNames ? Names::shortName : id -> id.key().benchmark());
        Set<String> params = new TreeSet<>();
        ids.forEach(id -> params.addAll(id.key().params().keySet()));
        params.forEach(name -> add(name, ids, id -> id.key().params().getOrDefault(name, "-")));
        add("threads", ids, id -> Integer.toString(id.key().threads()));
        add("mode", ids, BenchmarkId::mode);
    }

    private void add(String name, Collection<BenchmarkId> ids, Function<BenchmarkId, String> value) {
        List<String> values = ids.stream().map(value).distinct().toList();
        if (values.size() > 1) {
            columns.put(name, value);
        } else if (values.size() == 1) {
            common.add(name + " " + values.get(0));
        }
    }

    private static String shortName(BenchmarkId id) {
        return id.key().className() + "." + id.key().methodName();
    }

    /** What all benchmarks have in common. */
    String common() {
        return String.join(", ", common);
    }

    /** The columns' heads. */
    Grid columns() {
        Grid grid = new Grid();
        columns.keySet().forEach(grid::words);
        return grid;
    }

    /** What stands in the columns for one benchmark. */
    List<String> cells(BenchmarkId id) {
        return new ArrayList<>(
                columns.values().stream().map(value -> value.apply(id)).toList());
    }

    /** The columns' content in one line. */
    String line(BenchmarkId id) {
        return String.join(" ", cells(id));
    }
}
