/**
 * The public face of the engine: bytes in, bytes out, without sockets, clocks or threads of its own.
 *
 * <p>{@link io.tlsgauge.engine.TlsConnection} is one connection of a client or a server; the rooms
 * below this one never use it.
 */
package io.tlsgauge.engine;
