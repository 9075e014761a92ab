package io.tlsgauge.results.compare;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.tlsgauge.results.jmh.JmhResult;
import io.tlsgauge.results.run.Environment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * In what two runs differ besides their figures. JDK and engine are what runs are made to compare; a host's name is
 * told, and the security properties of one JDK, where somebody changed them. Any other difference makes runs unlike:
 * processor, limits, kernel, virtual-machine flags, JMH and its settings, and how blackholes work, which alone can be
 * worth more than any change of code.
 *
 * <p>Of an environment everything is looked at that stands under {@code cpu}, {@code container}, {@code os}, {@code
 * jdk} and {@code memoryBytes}, whatever is recorded there, but for what tells the JDK. Of JMH's JSON: {@code
 * jmhVersion}, {@code jvmArgs} and the iterations. What one run does not tell is not a difference.
 *
 * @param compared JDK, engine, host and security properties
 * @param unlike all else
 */
public record Differences(List<Difference> compared, List<Difference> unlike) {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final List<String> PARTS = List.of("cpu", "container", "os", "memoryBytes", "jdk");
    private static final Set<String> NOT_LOOKED_AT = Set.of(
            "os.host",
            "jdk.vendor",
            "jdk.version",
            "jdk.vmName",
            "jdk.home",
            "jdk.path",
            "jdk.flags",
            "jdk.blackholes",
            "jdk.securityProperties");
    /** Flags that change nothing measured: where files go, what is warned of, and what JMH tells its forks. */
    private static final Pattern IDLE_FLAG = Pattern.compile("-D(tlsgauge\\.latency|java\\.io\\.tmpdir|user\\..*)=.*"
            + "|--sun-misc-unsafe-memory-access=.*|--enable-native-access=.*"
            + "|-XX:(ErrorFile|HeapDumpPath|LogFile)=.*|-Djmh\\.(ignoreLock|blackhole\\.mode)=.*");

    private static final Pattern MAJOR_MINOR = Pattern.compile("(\\d+)\\.(\\d+).*");

    /**
     * One difference.
     *
     * @param what the thing that differs, such as {@code cpu.model}
     * @param old what it is in the old run
     * @param current what it is in the new one
     */
    public record Difference(
            String what, String old, @JsonProperty("new") String current) {
        @Override
        public String toString() {
            return what + " " + (old.isEmpty() ? "nothing" : old) + " against "
                    + (current.isEmpty() ? "nothing" : current);
        }
    }

    public Differences {
        compared = List.copyOf(compared);
        unlike = List.copyOf(unlike);
    }

    /**
     * The differences of two runs.
     *
     * @param pairs the benchmarks of both
     */
    static Differences of(ComparedRun old, ComparedRun current, List<Pair> pairs) {
        Set<Difference> unlike = new LinkedHashSet<>();
        if (old.environment().isPresent() && current.environment().isPresent()) {
            environment(old.environment().get(), current.environment().get(), unlike);
        }
        Map<Difference, Integer> ofBenchmarks = new LinkedHashMap<>();
        for (Pair pair : pairs) {
            benchmark(old, current, pair).forEach(difference -> ofBenchmarks.merge(difference, 1, Integer::sum));
        }
        ofBenchmarks.forEach((difference, count) -> {
            String share = count == pairs.size() ? "" : " (" + count + " of " + pairs.size() + " benchmarks)";
            unlike.add(new Difference(difference.what + share, difference.old, difference.current));
        });
        return new Differences(compared(old, current), List.copyOf(unlike));
    }

    private static List<Difference> compared(ComparedRun old, ComparedRun current) {
        List<Difference> compared = new ArrayList<>();
        add(compared, "JDK", old.jdk(), current.jdk());
        if (old.environment().isPresent() && current.environment().isPresent()) {
            Environment one = old.environment().get();
            Environment other = current.environment().get();
            add(compared, "engine", engine(one), engine(other));
            add(compared, "host", one.os().host(), other.os().host());
            if (old.jdk().equals(current.jdk())) {
                securityProperties(one, other, compared);
            }
        }
        return compared;
    }

    /** Each JDK brings its own: only where it is the same did somebody change them. */
    private static void securityProperties(Environment old, Environment current, List<Difference> compared) {
        Map<String, String> one = old.jdk().securityProperties();
        Map<String, String> other = current.jdk().securityProperties();
        Set<String> names = new TreeSet<>(one.keySet());
        names.retainAll(other.keySet());
        names.forEach(name -> add(compared, "security property " + name, one.get(name), other.get(name)));
    }

    private static String engine(Environment environment) {
        return environment.engine().version() + " " + environment.engine().commit();
    }

    private static void environment(Environment old, Environment current, Set<Difference> unlike) {
        Map<String, String> one = leaves(old);
        Map<String, String> other = leaves(current);
        Set<String> names = new TreeSet<>(one.keySet());
        names.retainAll(other.keySet());
        List<Difference> found = new ArrayList<>();
        names.forEach(name -> add(found, name, one.get(name), other.get(name)));
        unlike.addAll(found);
    }

    private static Map<String, String> leaves(Environment environment) {
        JsonNode tree = MAPPER.valueToTree(environment);
        Map<String, String> leaves = new LinkedHashMap<>();
        PARTS.forEach(part -> leaves(part, tree.path(part), leaves));
        return leaves;
    }

    private static void leaves(String name, JsonNode node, Map<String, String> leaves) {
        if (NOT_LOOKED_AT.contains(name) || node.isMissingNode() || node.isNull()) {
            return;
        }
        if (node.isObject()) {
            node.properties().forEach(child -> leaves(name + "." + child.getKey(), child.getValue(), leaves));
        } else {
            String value = node.isString() ? node.stringValue() : node.toString();
            if (!value.equals(Environment.UNKNOWN) && !value.equals("0")) {
                leaves.put(name, value);
            }
        }
    }

    private static List<Difference> benchmark(ComparedRun oldRun, ComparedRun currentRun, Pair pair) {
        JmhResult old = pair.old();
        JmhResult current = pair.current();
        List<Difference> found = new ArrayList<>();
        flags(oldRun, currentRun, pair, found);
        add(found, "blackholes", blackholes(old), blackholes(current));
        known(found, "JMH", pair, result -> result.settings().jmhVersion());
        known(found, "warm-up", pair, result -> result.settings().warmUp());
        known(found, "measurement", pair, result -> result.settings().measurement());
        Set<String> names = new TreeSet<>(old.params().keySet());
        names.addAll(current.params().keySet());
        for (String name : names) {
            add(found, name, old.param(name).orElse(""), current.param(name).orElse(""));
        }
        return found;
    }

    private static void known(List<Difference> found, String what, Pair pair, Function<JmhResult, String> value) {
        String old = value.apply(pair.old());
        String current = value.apply(pair.current());
        if (!old.isEmpty() && !current.isEmpty()) {
            add(found, what, old, current);
        }
    }

    private static void flags(ComparedRun oldRun, ComparedRun currentRun, Pair pair, List<Difference> found) {
        Set<String> old = flags(oldRun, pair.old());
        Set<String> current = flags(currentRun, pair.current());
        Set<String> onlyOld = new LinkedHashSet<>(old);
        onlyOld.removeAll(current);
        current.removeAll(old);
        add(found, "JVM flags", String.join(" ", onlyOld), String.join(" ", current));
    }

    private static Set<String> flags(ComparedRun run, JmhResult result) {
        List<String> all = new ArrayList<>(result.vm().args());
        run.environment().ifPresent(environment -> all.addAll(environment.jdk().flags()));
        Set<String> flags = new LinkedHashSet<>();
        all.stream().filter(flag -> !IDLE_FLAG.matcher(flag).matches()).forEach(flags::add);
        return flags;
    }

    /** How JMH keeps results alive; it does not write it, but it follows from its version, the JDK's and its options. */
    private static String blackholes(JmhResult result) {
        for (String argument : result.vm().args()) {
            if (argument.startsWith("-Djmh.blackhole.mode=")) {
                return argument.substring(argument.indexOf('=') + 1).toLowerCase(Locale.ROOT);
            }
        }
        Matcher jmh = MAJOR_MINOR.matcher(result.settings().jmhVersion());
        Matcher jdk = Pattern.compile("(?:1\\.)?(\\d+).*").matcher(result.vm().jdkVersion());
        boolean compiler = jmh.matches()
                && jdk.matches()
                // JMH asks the compiler by itself since 1.34, and HotSpot's can since 17
                && (Integer.parseInt(jmh.group(1)) > 1 || Integer.parseInt(jmh.group(2)) >= 34)
                && Integer.parseInt(jdk.group(1)) >= 17
                && !result.vm().name().contains("OpenJ9")
                && !result.vm().args().contains("-Djmh.blackhole.autoDetect=false");
        return compiler ? "compiler" : "full_dontinline";
    }

    private static void add(List<Difference> found, String what, String old, String current) {
        if (!Objects.equals(old, current)) {
            found.add(new Difference(what, old, current));
        }
    }
}
