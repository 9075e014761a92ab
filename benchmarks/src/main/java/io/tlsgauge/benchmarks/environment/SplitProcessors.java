package io.tlsgauge.benchmarks.environment;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The processors of this machine that this process may use, split between a server and those who load it: the threads
 * of one core on the same side, as far as there are two cores.
 *
 * @param server the first half
 * @param load the others
 */
public record SplitProcessors(List<Integer> server, List<Integer> load) {
    private static final String TASKSET = "taskset";
    private static final int MOST_TRIES = 20;

    public SplitProcessors {
        server = List.copyOf(server);
        load = List.copyOf(load);
    }

    /**
     * Those of this process.
     *
     * @throws IOException if they are not told, as where there is no Linux, or are fewer than two, or nothing keeps a
     *     process to some of them
     */
    public static SplitProcessors ofThisProcess() throws IOException {
        List<Integer> all = ofQuota();
        if (all.isEmpty()) {
            throw new IOException("this system does not tell a process its processors: Linux does");
        }
        if (!hasTaskset()) {
            throw new IOException("there is no taskset to keep processes to processors: install util-linux");
        }
        if (all.size() < 2) {
            throw new IOException("server and load need a processor each, and there is one");
        }
        return split(all, SplitProcessors::core);
    }

    /** Those of this process; where they can't be split, each side has all that there are. */
    public static SplitProcessors orShared() {
        List<Integer> all = ofQuota();
        if (all.size() >= 2 && hasTaskset()) {
            return split(all, SplitProcessors::core);
        }
        List<Integer> shared = all.isEmpty()
                ? IntStream.range(0, Runtime.getRuntime().availableProcessors())
                        .boxed()
                        .toList()
                : all;
        return new SplitProcessors(shared, shared);
    }

    /** No more than a quota of processor time is worth: others would wait for it. */
    private static List<Integer> ofQuota() {
        List<Integer> allowed = AllowedProcessors.of(ProcessHandle.current().pid());
        return allowed.subList(0, Math.min(allowed.size(), Runtime.getRuntime().availableProcessors()));
    }

    private static boolean hasTaskset() {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, TASKSET)));
    }

    /** Those of both sides. */
    public List<Integer> all() {
        return Stream.concat(server.stream(), load.stream()).distinct().toList();
    }

    /** Whether both sides have the same. */
    public boolean areShared() {
        return server.equals(load);
    }

    /** @param core what all threads of a core have in common */
    static SplitProcessors split(List<Integer> all, IntFunction<String> core) {
        Map<String, List<Integer>> cores = new LinkedHashMap<>();
        for (int processor : all) {
            cores.computeIfAbsent(core.apply(processor), first -> new ArrayList<>())
                    .add(processor);
        }
        List<Integer> byCore = cores.values().stream().flatMap(List::stream).toList();
        int half = cores.size() < 2
                ? all.size() / 2
                : cores.values().stream()
                        .limit(cores.size() / 2)
                        .mapToInt(List::size)
                        .sum();
        return new SplitProcessors(byCore.subList(0, half), byCore.subList(half, byCore.size()));
    }

    private static String core(int processor) {
        Path siblings = Path.of("/sys/devices/system/cpu/cpu" + processor + "/topology/thread_siblings_list");
        try {
            return Files.readString(siblings).strip();
        } catch (IOException e) {
            // not told, as in some containers: each is taken for a core
            return Integer.toString(processor);
        }
    }

    /** A command that runs another on some processors alone. */
    public static List<String> pinned(List<Integer> processors, List<String> command) {
        List<String> pinned = new ArrayList<>(List.of(TASKSET, "-c", list(processors)));
        pinned.addAll(command);
        return pinned;
    }

    /**
     * Has all threads of this process run on some processors alone.
     *
     * @throws IOException if the system refuses
     */
    public static void pinThisProcess(List<Integer> processors) throws IOException {
        String pid = Long.toString(ProcessHandle.current().pid());
        // It fails where a thread ends between being listed and being kept to them.
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            Process taskset = new ProcessBuilder(TASKSET, "-a", "-p", "-c", list(processors), pid)
                    .redirectOutput(Redirect.DISCARD)
                    .redirectError(Redirect.DISCARD)
                    .start();
            if (taskset.onExit().join().exitValue() == 0) {
                return;
            }
        }
        throw new IOException("this process can't be kept to the processors " + list(processors));
    }

    private static String list(List<Integer> processors) {
        return processors.stream().map(String::valueOf).collect(Collectors.joining(","));
    }
}
