package io.tlsgauge.results.jmh;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One entry of a JMH JSON file.
 *
 * @param key benchmark, threads and parameters
 * @param mode JMH's short label of the mode: {@code thrpt}, {@code avgt}, {@code sample}, {@code ss}
 * @param forks the forks asked for
 * @param vm what ran the forks
 * @param settings how JMH measured
 * @param primary the benchmark's own metric
 * @param secondary what profilers and counters added, by name
 */
public record JmhResult(
        BenchmarkKey key,
        String mode,
        int forks,
        Vm vm,
        Settings settings,
        Metric primary,
        SortedMap<String, Metric> secondary) {
    /**
     * The virtual machine of the forks; a field JMH did not write is empty.
     *
     * @param jdkVersion as in {@code java.version}
     * @param name as in {@code java.vm.name}
     * @param version as in {@code java.vm.version}
     * @param args its command-line arguments
     */
    public record Vm(String jdkVersion, String name, String version, List<String> args) {
        public Vm {
            Objects.requireNonNull(jdkVersion, "jdkVersion");
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(version, "version");
            args = List.copyOf(args);
        }
    }

    /**
     * How JMH measured; what it did not write is empty.
     *
     * @param jmhVersion its release
     * @param warmUp the warm-up iterations of a fork, as in {@code 5 x 1 s}
     * @param measurement the measured iterations of a fork, likewise
     */
    public record Settings(String jmhVersion, String warmUp, String measurement) {
        public Settings {
            Objects.requireNonNull(jmhVersion, "jmhVersion");
            Objects.requireNonNull(warmUp, "warmUp");
            Objects.requireNonNull(measurement, "measurement");
        }
    }

    public JmhResult {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(mode, "mode");
        Objects.requireNonNull(vm, "vm");
        Objects.requireNonNull(settings, "settings");
        Objects.requireNonNull(primary, "primary");
        secondary = Collections.unmodifiableSortedMap(new TreeMap<>(secondary));
    }

    /** The parameter of this name, if the benchmark has it. */
    public Optional<String> param(String name) {
        return Optional.ofNullable(key.params().get(name));
    }

    /** The parameters by name. */
    public Map<String, String> params() {
        return key.params();
    }

    /** The secondary metric of this name; the middle dot that older JMH puts before it may be left out. */
    public Optional<Metric> secondary(String name) {
        return Optional.ofNullable(secondary.getOrDefault(name, secondary.get("·" + name)));
    }

    /**
     * Whether it is what some benchmark measured with so many threads and these parameters, whatever others it has.
     *
     * @param benchmark its class without the package, and its method, as in {@code HandshakeBenchmark.handshake}
     */
    public boolean isOf(String benchmark, int threads, Map<String, String> params) {
        return key.threads() == threads
                && (key.className() + "." + key.methodName()).equals(benchmark)
                && params().entrySet().containsAll(params.entrySet());
    }
}
