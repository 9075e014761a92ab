/**
 * Loads over the network as plain values: what was to be put on a server, what came of it, and the objective it is
 * held against.
 *
 * <p>They are written as JSON and merge without loss, so that several processes, on one machine or many, can load one
 * server. Nothing here opens a socket. Uses {@code demand}, {@code latency} and the ground floor.
 */
package io.tlsgauge.results.load;
