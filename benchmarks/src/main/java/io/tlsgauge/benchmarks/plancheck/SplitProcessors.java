package io.tlsgauge.benchmarks.plancheck;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The processors of this machine that this process may use, split between a server and those who load it.
 *
 * @param server the first half
 * @param load the others
 */
public record SplitProcessors(List<Integer> server, List<Integer> load) {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String ALLOWED = "Cpus_allowed_list:";

    public SplitProcessors {
        server = List.copyOf(server);
        load = List.copyOf(load);
    }

    /**
     * Those of this process.
     *
     * @throws IOException if they are not told, as where there is no Linux, or are fewer than two
     */
    public static SplitProcessors ofThisProcess() throws IOException {
        if (!Files.isReadable(STATUS)) {
            throw new IOException("this system does not tell a process its processors: Linux does");
        }
        String list = Files.readAllLines(STATUS).stream()
                .filter(line -> line.startsWith(ALLOWED))
                .map(line -> line.substring(ALLOWED.length()).strip())
                .findFirst()
                .orElseThrow(() -> new IOException(STATUS + " has no " + ALLOWED));
        List<Integer> all = numbers(list);
        if (all.size() < 2) {
            throw new IOException("server and load need a processor each, and there is one");
        }
        return new SplitProcessors(all.subList(0, all.size() / 2), all.subList(all.size() / 2, all.size()));
    }

    /** Numbers and ranges, as in {@code 0-2,5}. */
    static List<Integer> numbers(String list) {
        List<Integer> numbers = new ArrayList<>();
        for (String part : list.split(",")) {
            String[] ends = part.split("-", 2);
            for (int i = Integer.parseInt(ends[0]); i <= Integer.parseInt(ends[ends.length - 1]); i++) {
                numbers.add(i);
            }
        }
        return numbers;
    }

    /** A command that runs another on some processors alone. */
    static List<String> pinned(List<Integer> processors, List<String> command) {
        List<String> pinned = new ArrayList<>(List.of(
                "taskset", "-c", processors.stream().map(String::valueOf).collect(Collectors.joining(","))));
        pinned.addAll(command);
        return pinned;
    }
}
