package io.tlsgauge.benchmarks.load;

import io.tlsgauge.benchmarks.environment.AllowedProcessors;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/** A server's process on this machine, watched from outside. */
public final class ServerProcess {
    private final ProcessHandle process;
    private final int processors;

    private ServerProcess(ProcessHandle process, int processors) {
        this.process = process;
        this.processors = processors;
    }

    /** By its number; empty where there is none, or none whose processor time is told. */
    public static Optional<ServerProcess> of(long pid) {
        int allowed = AllowedProcessors.of(pid).size();
        return ProcessHandle.of(pid)
                .map(process -> new ServerProcess(
                        process, allowed > 0 ? allowed : Runtime.getRuntime().availableProcessors()))
                .filter(server -> server.cpuMillis().isPresent());
    }

    /** Processor time that it has had; empty once it has ended. */
    public OptionalLong cpuMillis() {
        Optional<Duration> spent = process.info().totalCpuDuration();
        return spent.isPresent() ? OptionalLong.of(spent.get().toMillis()) : OptionalLong.empty();
    }

    /** How many processors it may use. */
    int processors() {
        return processors;
    }
}
