/**
 * The engine beside its peers and beside its own cryptography, from one run: ratios held against goals, and what each
 * implementation does.
 *
 * <p>{@link io.tlsgauge.results.peers.PeerReport} is computed from {@code jmh.json} alone, so that a recorded run can
 * be shown again. Uses {@code table} and {@code compare} and what stands below them.
 */
package io.tlsgauge.results.peers;
