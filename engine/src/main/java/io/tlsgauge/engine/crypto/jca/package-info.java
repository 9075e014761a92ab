/**
 * Cryptography by providers of the Java Cryptography Architecture; {@code jdk} is the JDK's own.
 *
 * <p>Each part names its {@link java.security.Provider} outright, so that the order of the providers that
 * a JVM has installed never changes what is measured. Uses {@code crypto} only.
 */
package io.tlsgauge.engine.crypto.jca;
