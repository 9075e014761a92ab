package io.tlsgauge.engine.crypto;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;

/** What HotSpot's compiler makes of the JDK's own digests. */
final class Intrinsics {
    private static final String SHA = "UseSHA";

    private Intrinsics() {}

    /** Whether it puts the processor's instructions in their place; false where this JVM does not tell. */
    static boolean compilesDigests() {
        try {
            HotSpotDiagnosticMXBean hotSpot = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
            return hotSpot != null
                    && Boolean.parseBoolean(hotSpot.getVMOption(SHA).getValue());
        } catch (IllegalArgumentException | LinkageError e) {
            // Another virtual machine, or one that has no such flag.
            return false;
        }
    }
}
