package io.tlsgauge.results.run;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * On what a run was measured, and how: the content of {@code environment.json}. What could not be found
 * out is {@code unknown} where it is text, 0 where it is a size.
 *
 * @param state whether the run came to its end
 * @param started when it began
 * @param finished when it ended or was interrupted; empty while it runs, and for good if it was killed
 * @param command the command line, program arguments only
 * @param engine the engine measured
 * @param jdk what ran the forks
 * @param cpu the processor
 * @param container the limits of the control group
 * @param os the operating system
 * @param memoryBytes the machine's physical memory
 * @param before load and steal when the run began
 * @param after load and steal when it ended; empty as {@code finished} is
 */
public record Environment(
        State state,
        Instant started,
        Optional<Instant> finished,
        List<String> command,
        Engine engine,
        Jdk jdk,
        Cpu cpu,
        Container container,
        Os os,
        long memoryBytes,
        Load before,
        Optional<Load> after) {
    /** The text for what could not be found out. */
    public static final String UNKNOWN = "unknown";

    /** Whether a run came to its end. */
    public enum State {
        /** All that was planned was measured. */
        COMPLETE,
        /** Still running, interrupted, or a part of it failed. */
        INCOMPLETE
    }

    /**
     * The engine measured.
     *
     * @param version its release
     * @param commit the commit it was built from, followed by {@code -dirty} if the sources were changed since
     */
    public record Engine(String version, String commit) {
        public Engine {
            Objects.requireNonNull(version, "engine.version");
            Objects.requireNonNull(commit, "engine.commit");
        }
    }

    /**
     * What ran the forks.
     *
     * @param vendor as in {@code java.vendor}
     * @param version as in {@code java.runtime.version}
     * @param vmName as in {@code java.vm.name}
     * @param flags the arguments of the forks' virtual machines, and of the environment
     * @param home where it is installed
     * @param collector the garbage collector, such as {@code G1}
     * @param largePages whether the heap is on huge pages: {@code none}, {@code transparent} or {@code explicit}
     * @param blackholes how JMH keeps results alive: {@code compiler} or {@code full_dontinline}, the same for all JDKs
     * @param securityProperties the security properties that touch TLS, as they are before a benchmark sets any, and
     *     the security providers
     */
    public record Jdk(
            String vendor,
            String version,
            String vmName,
            List<String> flags,
            String home,
            String collector,
            String largePages,
            String blackholes,
            Map<String, String> securityProperties) {
        public Jdk {
            Objects.requireNonNull(vendor, "jdk.vendor");
            Objects.requireNonNull(version, "jdk.version");
            Objects.requireNonNull(vmName, "jdk.vmName");
            flags = List.copyOf(Objects.requireNonNull(flags, "jdk.flags"));
            home = Objects.requireNonNullElse(home, UNKNOWN);
            collector = Objects.requireNonNullElse(collector, UNKNOWN);
            largePages = Objects.requireNonNullElse(largePages, UNKNOWN);
            blackholes = Objects.requireNonNullElse(blackholes, UNKNOWN);
            securityProperties = securityProperties == null
                    ? Map.of()
                    : Collections.unmodifiableMap(new TreeMap<>(securityProperties));
        }

        /** A JDK of which no more is known. */
        public Jdk(String vendor, String version, String vmName, List<String> flags) {
            this(vendor, version, vmName, flags, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, Map.of());
        }
    }

    /**
     * The processor.
     *
     * @param model its name
     * @param cores the logical processors the JVM may use
     * @param governor the frequency governor of the first core
     * @param turbo whether cores may run above their base frequency: {@code on} or {@code off}
     * @param smt whether two logical processors share a core: {@code on} or {@code off}
     */
    public record Cpu(String model, int cores, String governor, String turbo, String smt) {
        public Cpu {
            Objects.requireNonNull(model, "cpu.model");
            Objects.requireNonNull(governor, "cpu.governor");
            turbo = Objects.requireNonNullElse(turbo, UNKNOWN);
            smt = Objects.requireNonNullElse(smt, UNKNOWN);
        }

        /** A processor of which no more is known. */
        public Cpu(String model, int cores, String governor) {
            this(model, cores, governor, UNKNOWN, UNKNOWN);
        }
    }

    /**
     * The limits of the control group, as version 2 writes them.
     *
     * @param cpuMax quota and period in µs, as in {@code 200000 100000}, or {@code max 100000}
     * @param memoryMax bytes, or {@code max}
     */
    public record Container(String cpuMax, String memoryMax) {
        public Container {
            Objects.requireNonNull(cpuMax, "container.cpuMax");
            Objects.requireNonNull(memoryMax, "container.memoryMax");
        }
    }

    /**
     * The operating system.
     *
     * @param name as in {@code os.name}
     * @param kernel as in {@code os.version}
     * @param architecture as in {@code os.arch}
     * @param host the machine's name
     * @param clockSource what the kernel reads the time from
     * @param hugePages when memory is on transparent huge pages: {@code always}, {@code madvise} or {@code never}
     */
    public record Os(
            String name, String kernel, String architecture, String host, String clockSource, String hugePages) {
        public Os {
            Objects.requireNonNull(name, "os.name");
            Objects.requireNonNull(kernel, "os.kernel");
            Objects.requireNonNull(architecture, "os.architecture");
            Objects.requireNonNull(host, "os.host");
            clockSource = Objects.requireNonNullElse(clockSource, UNKNOWN);
            hugePages = Objects.requireNonNullElse(hugePages, UNKNOWN);
        }

        /** A system of which no more is known. */
        public Os(String name, String kernel, String architecture, String host) {
            this(name, kernel, architecture, host, UNKNOWN, UNKNOWN);
        }
    }

    /**
     * How busy the machine was at one moment.
     *
     * @param averages the load averages as the kernel writes them: over 1, 5 and 15 minutes
     * @param stealTicks processor time the hypervisor gave to others since boot, in clock ticks over all cores
     * @param totalTicks all processor time since boot, in clock ticks over all cores
     */
    public record Load(String averages, long stealTicks, long totalTicks) {
        public Load {
            Objects.requireNonNull(averages, "load.averages");
        }

        /** The share of processor time stolen from this moment until {@code later}, from 0 to 1. */
        public double stealUntil(Load later) {
            long ticks = later.totalTicks - totalTicks;
            return ticks <= 0 ? 0 : (double) (later.stealTicks - stealTicks) / ticks;
        }
    }

    public Environment {
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(started, "started");
        Objects.requireNonNull(finished, "finished");
        command = List.copyOf(Objects.requireNonNull(command, "command"));
        Objects.requireNonNull(engine, "engine");
        Objects.requireNonNull(jdk, "jdk");
        Objects.requireNonNull(cpu, "cpu");
        Objects.requireNonNull(container, "container");
        Objects.requireNonNull(os, "os");
        Objects.requireNonNull(before, "before");
        Objects.requireNonNull(after, "after");
    }

    /** This environment once the run has ended, complete or not. */
    public Environment ended(State endState, Instant time, Load load) {
        return new Environment(
                endState,
                started,
                Optional.of(time),
                command,
                engine,
                jdk,
                cpu,
                container,
                os,
                memoryBytes,
                before,
                Optional.of(load));
    }
}
