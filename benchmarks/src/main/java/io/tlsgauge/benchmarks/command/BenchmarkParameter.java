package io.tlsgauge.benchmarks.command;

import io.tlsgauge.engine.crypto.CipherSuite;
import io.tlsgauge.engine.crypto.Crypto;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The parameters that mean the same in every benchmark that has them, and which values they can have. */
enum BenchmarkParameter {
    KIND("kind") {
        @Override
        void check(String value) {
            oneOf(value, "FULL", "SESSION_ID", "TICKET");
        }
    },
    PROVIDER("provider") {
        @Override
        void check(String value) {
            if (!Crypto.isAuto(value)) {
                Crypto.of(value);
            }
        }

        @Override
        List<String> split(String list) {
            return joinMixes(super.split(list));
        }
    },
    SUITE("suite") {
        @Override
        void check(String value) {
            CipherSuite.ofName(value);
        }
    },
    KEY_BITS("keyBits") {
        @Override
        void check(String value) {
            oneOf(value, "2048", "3072", "4096");
        }
    },
    BUSY_PERCENT("busyPercent") {
        @Override
        void check(String value) {
            if (!value.matches("[1-9][0-9]?|100")) {
                throw new IllegalArgumentException("'" + value + "': give a whole number from 1 to 100");
            }
        }
    };

    private final String label;

    BenchmarkParameter(String label) {
        this.label = label;
    }

    /** The parameter's name in a benchmark. */
    String label() {
        return label;
    }

    /** The parameter with this name, if it is one of these. */
    static Optional<BenchmarkParameter> ofLabel(String label) {
        return Arrays.stream(values())
                .filter(parameter -> parameter.label.equals(label))
                .findFirst();
    }

    /**
     * Refuses a value that the parameter cannot have.
     *
     * @throws IllegalArgumentException that names the value and the mend
     */
    abstract void check(String value);

    /** The values in a list separated by commas, each once. */
    final List<String> values(String list) {
        return List.copyOf(new LinkedHashSet<>(split(list)));
    }

    List<String> split(String list) {
        return Arrays.asList(list.split(",", -1));
    }

    private static void oneOf(String value, String... values) {
        if (!Arrays.asList(values).contains(value)) {
            throw new IllegalArgumentException("'" + value + "': choose of " + String.join(", ", values));
        }
    }

    /**
     * Puts mixes such as {@code rsa=bc,prf=jdk,cipher=jdk} together again: what has a = belongs to the mix before it,
     * until a part comes that this has already.
     */
    private static List<String> joinMixes(List<String> parts) {
        List<String> providers = new ArrayList<>();
        Set<String> named = new HashSet<>();
        for (String part : parts) {
            int equals = part.indexOf('=');
            if (equals < 0) {
                named.clear();
                providers.add(part);
            } else if (!named.isEmpty() && named.add(part.substring(0, equals))) {
                providers.add(providers.remove(providers.size() - 1) + "," + part);
            } else {
                named.clear();
                named.add(part.substring(0, equals));
                providers.add(part);
            }
        }
        return providers;
    }
}
