package io.tlsgauge.benchmarks.measurement;

import java.lang.reflect.Field;

/**
 * Keeps this JVM from warning, on JDK 24 and later, of how JMH 1.37 checks its own field layout: four lines before
 * every answer, on a stream where commands write one line or none. No manifest entry can allow it, and the warning
 * goes past {@code System.err}; but the JDK gives it only once, so it is told here that it has. Forks, where code is
 * measured, are given the JDK's own option instead ({@link ForkArguments#silencing()}).
 */
public final class UnsafeWarning {
    private UnsafeWarning() {}

    /** Must be called before anything of JMH is used. */
    public static void silence() {
        if (ForkArguments.silencing().isEmpty()) {
            return;
        }
        try {
            Field warned = Class.forName("sun.misc.Unsafe").getDeclaredField("memoryAccessWarned");
            warned.setAccessible(true);
            warned.setBoolean(null, true);
        } catch (ReflectiveOperationException | RuntimeException e) {
            // a JDK that remembers it elsewhere: it warns, and nothing else is lost
        }
    }
}
