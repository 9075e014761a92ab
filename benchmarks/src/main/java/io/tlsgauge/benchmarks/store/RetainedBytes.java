package io.tlsgauge.benchmarks.store;

import org.openjdk.jol.info.GraphLayout;

/** The memory that objects hold, as JOL lays them out: headers, alignment and all. */
public final class RetainedBytes {
    static {
        // Without it JOL can't tell the fields of records.
        System.setProperty("jol.magicFieldOffset", "true");
    }

    private RetainedBytes() {}

    /** The bytes of all that can be reached from {@code object}, classes aside. */
    public static long of(Object object) {
        return GraphLayout.parseInstance(object).totalSize();
    }
}
