/**
 * A server and its load on one machine, each on processors of its own, so that plans can be held against them.
 *
 * <p>Uses {@code measurement} for the arguments that forks have, too, and {@code environment} for the processors that
 * there are.
 */
package io.tlsgauge.benchmarks.plancheck;
