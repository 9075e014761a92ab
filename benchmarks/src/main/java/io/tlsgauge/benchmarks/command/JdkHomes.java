package io.tlsgauge.benchmarks.command;

import io.tlsgauge.benchmarks.environment.JdkHome;
import io.tlsgauge.benchmarks.measurement.ForkArguments;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The JDKs given by {@code --jdk}. */
final class JdkHomes {
    private JdkHomes() {}

    /**
     * The JDKs in these folders, each started once to see that it takes the forks' arguments; the one that runs this
     * where none is given.
     *
     * @throws IllegalArgumentException that names the path and the mend, if one is no JDK or is given twice
     */
    static List<JdkHome> of(List<Path> homes) {
        List<String> arguments = ForkArguments.measured();
        List<JdkHome> jdks = new ArrayList<>();
        for (Path home : homes) {
            JdkHome jdk = JdkHome.of(home, arguments);
            for (int earlier = 0; earlier < jdks.size(); earlier++) {
                if (jdks.get(earlier).isSameAs(jdk)) {
                    throw new IllegalArgumentException("'" + homes.get(earlier) + "' and '" + home
                            + "' are the same JDK (" + jdk.version() + " of " + jdk.vendor() + "): give each once");
                }
            }
            jdks.add(jdk);
        }
        return jdks.isEmpty() ? List.of(JdkHome.current(arguments)) : jdks;
    }
}
