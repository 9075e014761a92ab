/**
 * Cryptography by Bouncy Castle's lightweight API, without its JCA provider.
 *
 * <p>Uses {@code crypto} and bcprov only.
 */
package io.tlsgauge.engine.crypto.bc;
