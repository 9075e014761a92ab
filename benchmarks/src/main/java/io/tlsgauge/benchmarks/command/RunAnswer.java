package io.tlsgauge.benchmarks.command;

import io.tlsgauge.results.compare.ComparedRun;
import io.tlsgauge.results.compare.Comparison;
import io.tlsgauge.results.compare.ComparisonText;
import io.tlsgauge.results.compare.Floor;
import io.tlsgauge.results.run.RunFolder;
import io.tlsgauge.results.table.HandshakeTable;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What {@code run} answers: the table of each JDK, and where there are two, how they compare.
 *
 * @param tables one a JDK
 * @param comparison the second JDK against the first, if there are two and both have figures
 */
record RunAnswer(List<HandshakeTable> tables, Optional<Comparison> comparison) {
    private static final long SEED = 1;

    static RunAnswer of(List<RunFolder> folders) throws IOException {
        List<HandshakeTable> tables = new ArrayList<>();
        for (RunFolder folder : folders) {
            tables.add(HandshakeTable.of(folder));
        }
        boolean comparable = tables.size() == 2
                && tables.stream().noneMatch(table -> table.rows().isEmpty());
        return new RunAnswer(tables, comparable ? Optional.of(compare(folders)) : Optional.empty());
    }

    private static Comparison compare(List<RunFolder> folders) throws IOException {
        ComparedRun old = ComparedRun.read(folders.get(0).path());
        ComparedRun current = ComparedRun.read(folders.get(1).path());
        return Comparison.of(old, current, Floor.beside(List.of(old, current)), SEED);
    }

    /** One table as the object it is; more in an object with their comparison, which is null where there is none. */
    String json() {
        if (tables.size() == 1) {
            return tables.get(0).json() + "\n";
        }
        String runs =
                String.join(",\n", tables.stream().map(HandshakeTable::json).toList());
        return "{\n\"runs\" : [\n" + runs + "\n],\n\"comparison\" : "
                + comparison
                        .map(compared -> new ComparisonText(compared).json())
                        .orElse("null") + "\n}\n";
    }

    /** Why what is compared should not be; empty where nothing is, or it may be. */
    String unlike() {
        return comparison.map(Comparison::unlike).orElse(List.of()).stream()
                .map(Object::toString)
                .collect(Collectors.joining("; "));
    }

    /**
     * For a terminal.
     *
     * @param charset that it has
     * @param folders what is said of the folders: "written to", or "read from"
     */
    String text(Charset charset, String folders) {
        StringBuilder text = new StringBuilder();
        for (HandshakeTable table : tables) {
            if (!table.rows().isEmpty()) {
                text.append(tables.size() > 1 ? table.jdk() + "\n" : "").append(table.text(charset));
                text.append("\n")
                        .append(folders)
                        .append(' ')
                        .append(table.folder())
                        .append('\n');
                text.append(tables.size() > 1 ? "\n" : "");
            }
        }
        comparison.ifPresent(compared -> text.append(new ComparisonText(compared).text(charset)));
        return text.toString();
    }
}
