/**
 * A run folder: {@code environment.json}, {@code jmh.json} and {@code latency/*.hlog}.
 *
 * <p>The folder is written piece by piece while the run goes on, every file atomically, so that
 * whenever it stops what was measured can be read. A run is complete only once its environment says
 * so; until then, and forever if it was interrupted, it is incomplete.
 */
package io.tlsgauge.results.run;
