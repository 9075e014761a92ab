/**
 * The engine behind {@code javax.net.ssl}: a {@link java.security.Provider} named {@code TlsGauge}, with an
 * {@code SSLContext} for {@code TLSv1.2} whose {@code SSLEngine}s any Java server or client can drive.
 *
 * <p>Key and trust managers are taken as the caller gives them, and asked as the JDK's own engine asks them: key
 * managers when a chain is chosen, trust managers in a delegated task. There is no {@code SSLSocket}. Uses all the
 * other rooms' public face; none of them knows of this one.
 */
package io.tlsgauge.engine.jsse;
