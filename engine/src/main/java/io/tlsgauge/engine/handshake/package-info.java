/**
 * What the handshakes of all versions share: states, the transcript, the channel that messages take.
 *
 * <p>A {@link io.tlsgauge.engine.handshake.HandshakeState} holds all that happens while its message is
 * awaited, and answers with the state that follows; the states of a version have a room of their own.
 * Uses every room but {@code jsse} and the public face.
 */
package io.tlsgauge.engine.handshake;
