/**
 * Where the time of a handshake goes: parts that add up to it, from one run.
 *
 * <p>{@link io.tlsgauge.results.parts.PartsReport} is computed from {@code jmh.json} alone, so that a recorded run can
 * be shown again. Uses {@code compare}, {@code demand} and what stands below them.
 */
package io.tlsgauge.results.parts;
