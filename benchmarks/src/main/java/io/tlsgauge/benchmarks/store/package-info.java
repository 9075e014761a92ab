/**
 * Where sessions are kept besides the engine's own cache: in Caffeine, to be measured beside it, and in Redis,
 * for servers that share them; and what caches take of memory.
 *
 * <p>Uses {@code engine}.
 */
package io.tlsgauge.benchmarks.store;
