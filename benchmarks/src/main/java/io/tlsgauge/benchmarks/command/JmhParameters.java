package io.tlsgauge.benchmarks.command;

import io.tlsgauge.engine.crypto.CipherSuite;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.runner.BenchmarkListEntry;

/**
 * The parameters given to JMH by {@code -p name=value,...}. JMH ignores a name that no benchmark has, lets a wrong
 * value fail in the fork, and splits a provider mix at its commas; here the first two are refused and the third
 * stays whole.
 *
 * @param values the values by name, in the order given
 */
record JmhParameters(Map<String, List<String>> values) {
    /** What benchmarks speak where no suite is given. */
    private static final String USUAL_SUITE = "TLS_RSA_WITH_AES_128_GCM_SHA256";

    /** The parameters among JMH's arguments. */
    static JmhParameters of(String... args) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (int i = 0; i < args.length; i++) {
            String given = "";
            if (args[i].equals("-p") && i + 1 < args.length) {
                i++;
                given = args[i];
            } else if (args[i].startsWith("-p") && !args[i].startsWith("-prof")) {
                given = args[i].substring(2);
            }
            int equals = given.indexOf('=');
            if (equals > 0) {
                String name = given.substring(0, equals);
                String list = given.substring(equals + 1);
                values.computeIfAbsent(name, parameter -> new ArrayList<>()).addAll(split(name, list));
            }
        }
        return new JmhParameters(values);
    }

    private static List<String> split(String name, String list) {
        return BenchmarkParameter.ofLabel(name)
                .map(parameter -> parameter.values(list))
                .orElseGet(() -> List.of(list.split(",", -1)));
    }

    /**
     * Refuses what the benchmarks to be run cannot have.
     *
     * @throws IllegalArgumentException that names the parameter, the value and the mend
     */
    void check(Collection<BenchmarkListEntry> benchmarks) {
        Set<String> known = new TreeSet<>();
        for (BenchmarkListEntry benchmark : benchmarks) {
            if (benchmark.getParams().hasValue()) {
                known.addAll(benchmark.getParams().get().keySet());
            }
        }
        values.forEach((name, given) -> {
            if (!known.contains(name)) {
                String mend = known.isEmpty() ? "they have none" : "choose of " + String.join(", ", known);
                throw new IllegalArgumentException(
                        "-p " + name + ": no benchmark that matches has the parameter '" + name + "': " + mend);
            }
            for (String value : given) {
                check(name, value, benchmarks);
            }
        });
    }

    /** These with the mix that a calibration picks in the place of {@code auto}, so that the results tell it. */
    JmhParameters withoutAuto() {
        String provider = BenchmarkParameter.PROVIDER.label();
        if (!values.containsKey(provider)) {
            return this;
        }
        List<CipherSuite> suites = values.getOrDefault(BenchmarkParameter.SUITE.label(), List.of(USUAL_SUITE)).stream()
                .map(CipherSuite::ofName)
                .toList();
        Map<String, List<String>> resolved = new LinkedHashMap<>(values);
        resolved.put(
                provider,
                values.get(provider).stream()
                        .map(value -> AutoProvider.of(value, suites).told())
                        .distinct()
                        .toList());
        return new JmhParameters(resolved);
    }

    private static void check(String name, String value, Collection<BenchmarkListEntry> benchmarks) {
        Optional<BenchmarkParameter> common = BenchmarkParameter.ofLabel(name);
        if (common.isPresent()) {
            try {
                common.get().check(value);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("-p " + name + ": " + e.getMessage(), e);
            }
        }
        for (BenchmarkListEntry benchmark : benchmarks) {
            field(benchmark, name).map(Field::getType).ifPresent(type -> check(name, value, type));
        }
    }

    private static void check(String name, String value, Class<?> type) {
        if (type.isEnum()) {
            List<String> constants = Arrays.stream(type.getEnumConstants())
                    .map(constant -> ((Enum<?>) constant).name())
                    .toList();
            if (!constants.contains(value)) {
                throw new IllegalArgumentException(
                        "-p " + name + ": '" + value + "': choose of " + String.join(", ", constants));
            }
        } else if ((type == int.class || type == long.class) && !value.matches("[+-]?[0-9]{1,18}")) {
            throw new IllegalArgumentException("-p " + name + ": '" + value + "': give a whole number");
        }
    }

    /** The field that a benchmark's parameter is set in: its own, or of a state that its methods take. */
    private static Optional<Field> field(BenchmarkListEntry benchmark, String name) {
        Class<?> type;
        try {
            type = Class.forName(benchmark.getUserClassQName(), false, JmhParameters.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("the benchmark list names a class that is not there", e);
        }
        Stream<Class<?>> states =
                Arrays.stream(type.getMethods()).map(Method::getParameterTypes).flatMap(Arrays::stream);
        return Stream.concat(Stream.of(type), states)
                .flatMap(JmhParameters::withSuperclasses)
                .flatMap(state -> Arrays.stream(state.getDeclaredFields()))
                .filter(field -> field.isAnnotationPresent(Param.class)
                        && field.getName().equals(name))
                .findFirst();
    }

    private static Stream<Class<?>> withSuperclasses(Class<?> type) {
        return Stream.iterate(type, superclass -> superclass != null, Class::getSuperclass);
    }
}
