/**
 * What a peer may send, mutated under the guidance of coverage (Jazzer): the decoders, the whole server and the whole
 * client. Whatever comes, a connection goes on, waits, or fails with an alert that is not {@code internal_error}.
 */
package io.tlsgauge.engine.fuzz;
