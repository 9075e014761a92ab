/**
 * What every reader of a measurement stands on: the error of a malformed file, and the atomic write.
 *
 * <p>The rooms above, each using only those before it: {@code demand} names what is asked of servers, {@code text} lays
 * tables out, {@code picture} draws, {@code jmh} reads JMH's JSON, {@code latency} the HdrHistogram logs, {@code load}
 * tells what a server under load did, {@code statistics} concludes from figures that differ from fork to fork, {@code
 * warmup} asks whether forks were steady, {@code run} reads the folder that holds a run's files with their environment,
 * {@code table} shows a run, {@code compare} holds runs against each other, {@code plan} asks a run for cores, {@code
 * plancheck} holds plans against a server, {@code peers} holds one run against goals, {@code parts} adds parts up,
 * {@code selfcheck} the comparison against changes that are known, {@code report} tells it all on one page. Nothing
 * here knows the engine.
 */
package io.tlsgauge.results;
