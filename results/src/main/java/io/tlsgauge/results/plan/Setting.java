package io.tlsgauge.results.plan;

/**
 * With what a server shakes hands.
 *
 * @param jdk the version of the JDK
 * @param provider who does the cryptography
 * @param suite the cipher suite
 * @param keyBits the size of the server's key
 */
public record Setting(String jdk, String provider, String suite, String keyBits) {
    @Override
    public String toString() {
        return "JDK " + jdk + ", provider " + provider + ", " + suite + ", " + keyBits + " bits";
    }
}
