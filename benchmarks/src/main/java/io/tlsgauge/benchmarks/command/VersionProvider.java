package io.tlsgauge.benchmarks.command;

import io.tlsgauge.benchmarks.environment.Build;
import io.tlsgauge.results.run.Environment;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints. */
final class VersionProvider implements IVersionProvider {
    @Override
    public String[] getVersion() {
        Environment.Engine engine = Build.engine();
        return new String[] {"tlsgauge " + engine.version() + " (" + engine.commit() + ")"};
    }
}
