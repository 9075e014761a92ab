package io.tlsgauge.benchmarks.environment;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The processors that a process may use. */
public final class AllowedProcessors {
    private AllowedProcessors() {}

    /** Their numbers; none where the system does not tell, as where there is no Linux. */
    public static List<Integer> of(long pid) {
        return new Kernel(Path.of("/"))
                .field("proc/" + pid + "/status", "Cpus_allowed_list")
                .map(AllowedProcessors::numbers)
                .orElse(List.of());
    }

    /** Numbers and ranges, as in {@code 0-2,5}. */
    static List<Integer> numbers(String list) {
        List<Integer> numbers = new ArrayList<>();
        for (String part : list.split(",")) {
            String[] ends = part.split("-", 2);
            IntStream.rangeClosed(Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1]))
                    .forEach(numbers::add);
        }
        return numbers;
    }
}
