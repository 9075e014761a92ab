package io.tlsgauge.benchmarks.peer;

import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Stream;

/**
 * A provider that passes every request on to another, and remembers what was asked for: by that it is proven that an
 * implementation that looks providers up does get this one. What it gives is the other's own, so that nothing but the
 * looking up is watched.
 */
final class WatchedProvider extends Provider {
    private static final long serialVersionUID = 1L;
    private static final List<String> ATTRIBUTES =
            List.of("SupportedModes", "SupportedPaddings", "SupportedKeyClasses", "SupportedKeyFormats", "ThreadSafe");

    private final transient Provider watched;
    private final transient ConcurrentMap<String, Watched> services = new ConcurrentHashMap<>();

    WatchedProvider(Provider watched) {
        super(watched.getName(), watched.getVersionStr(), watched.getInfo());
        this.watched = watched;
    }

    @Override
    public Service getService(String type, String algorithm) {
        Service service = watched.getService(type, algorithm);
        return service == null
                ? null
                : services.computeIfAbsent(type + " " + algorithm, asked -> new Watched(this, service));
    }

    /** What was made of it, as in {@code Cipher AES/GCM/NoPadding}, sorted. */
    Collection<String> used() {
        return services.values().stream()
                .filter(service -> service.used)
                .map(service -> service.getType() + " " + service.getAlgorithm())
                .distinct()
                .sorted()
                .toList();
    }

    /**
     * Refuses to go on if something was never made of it.
     *
     * @param needed what must have been, each as the beginning of what {@link #used} gives
     * @throws IllegalStateException that says what was made instead
     */
    void requireUsed(String... needed) {
        Collection<String> used = used();
        List<String> missing = Stream.of(needed)
                .filter(name -> used.stream().noneMatch(made -> made.startsWith(name)))
                .toList();
        if (!missing.isEmpty()) {
            throw new IllegalStateException(getName() + " was not used for " + String.join(", ", missing) + ", but for "
                    + (used.isEmpty() ? "nothing" : String.join(", ", used)));
        }
    }

    private static final class Watched extends Service {
        private final Service service;
        private volatile boolean used;

        Watched(Provider provider, Service service) {
            super(
                    provider,
                    service.getType(),
                    service.getAlgorithm(),
                    service.getClassName(),
                    List.of(),
                    attributes(service));
            this.service = service;
        }

        private static Map<String, String> attributes(Service service) {
            Map<String, String> attributes = new HashMap<>();
            for (String name : ATTRIBUTES) {
                String value = service.getAttribute(name);
                if (value != null) {
                    attributes.put(name, value);
                }
            }
            return attributes;
        }

        @Override
        public Object newInstance(Object parameter) throws NoSuchAlgorithmException {
            if (!used) {
                used = true;
            }
            return service.newInstance(parameter);
        }

        @Override
        public boolean supportsParameter(Object parameter) {
            return service.supportsParameter(parameter);
        }
    }
}
