package io.tlsgauge.benchmarks.environment;

import io.tlsgauge.results.run.ForkConditions;

/** Watches the machine from a moment on, as while a fork measures. */
public final class MachineWatch {
    private final Kernel kernel;
    private final MachineSample begin;

    MachineWatch(Kernel kernel) {
        this.kernel = kernel;
        this.begin = MachineSample.of(kernel, System.nanoTime());
    }

    /** What went on until now. The time of a child process counts as ours once it has ended. */
    public ForkConditions conditions() {
        return begin.until(MachineSample.of(kernel, System.nanoTime()));
    }
}
