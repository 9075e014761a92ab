package io.tlsgauge.benchmarks.environment;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.security.Provider;
import java.security.Security;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tells of the virtual machine that it runs in; {@link JdkHome} starts it in others. Uses nothing but the JDK. */
public final class JdkReport {
    static final String COLLECTOR = "collector";
    static final String LARGE_PAGES = "largePages";
    static final String SECURITY = "security.";
    private static final List<String> COLLECTORS = List.of("G1", "Parallel", "Serial", "Z", "Shenandoah", "Epsilon");
    private static final List<String> SYSTEM =
            List.of("java.home", "java.vendor", "java.runtime.version", "java.vm.name", "java.specification.version");
    private static final List<String> SECURITY_PROPERTIES = List.of(
            "crypto.policy",
            "jdk.certpath.disabledAlgorithms",
            "jdk.tls.disabledAlgorithms",
            "jdk.tls.legacyAlgorithms",
            "keystore.type",
            "securerandom.source",
            "securerandom.strongAlgorithms");

    private JdkReport() {}

    /** Prints the report to standard output, as properties. */
    public static void main(String[] args) throws IOException {
        Properties report = new Properties();
        for (String name : SYSTEM) {
            report.setProperty(name, System.getProperty(name, ""));
        }
        HotSpotDiagnosticMXBean hotSpot = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
        if (hotSpot != null) {
            COLLECTORS.stream()
                    .filter(name -> isOn(hotSpot, "Use" + name + "GC"))
                    .findFirst()
                    .ifPresent(name -> report.setProperty(COLLECTOR, name));
            boolean large = isOn(hotSpot, "UseLargePages");
            String kind = isOn(hotSpot, "UseTransparentHugePages") ? "transparent" : "explicit";
            report.setProperty(LARGE_PAGES, large ? kind : "none");
        }
        for (String name : SECURITY_PROPERTIES) {
            String value = Security.getProperty(name);
            if (value != null) {
                report.setProperty(SECURITY + name, value);
            }
        }
        report.setProperty(
                SECURITY + "providers",
                Stream.of(Security.getProviders()).map(Provider::getName).collect(Collectors.joining(", ")));
        report.store(System.out, null);
    }

    private static boolean isOn(HotSpotDiagnosticMXBean hotSpot, String flag) {
        try {
            return Boolean.parseBoolean(hotSpot.getVMOption(flag).getValue());
        } catch (IllegalArgumentException e) {
            // a flag that this virtual machine does not have
            return false;
        }
    }
}
