/**
 * The settings of a client or a server: validated once when built, immutable, shared by all of its
 * connections.
 *
 * <p>Uses {@code alert}, {@code wire}, {@code crypto}, {@code session} and {@code certificate}.
 */
package io.tlsgauge.engine.config;
