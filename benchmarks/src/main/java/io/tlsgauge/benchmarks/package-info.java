/**
 * The benchmarks, and the entry of the one jar that people copy.
 *
 * <p>A benchmark class measures one thing and says in its Javadoc which, and how to run it; {@link
 * io.tlsgauge.benchmarks.LatencyRecorder} is how it delivers latencies. The rooms beside: {@code
 * environment} looks at the machine, {@code measurement} runs benchmarks into a run folder, {@code peer} drives the
 * other TLS implementations, {@code certificate} makes the chains, {@code timing} compares the times of answers,
 * {@code selfcheck} measures the engine slowed on purpose, {@code transport} is the engine over sockets, {@code store}
 * its sessions elsewhere and {@code metrics} what it counts there, {@code load} loads a server, {@code plancheck} one
 * of ours as a plan foretells, {@code command} is the command line.
 */
package io.tlsgauge.benchmarks;
