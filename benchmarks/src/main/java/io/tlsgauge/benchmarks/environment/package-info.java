/**
 * Looks at the machine a run is measured on, and at the build that measures it. {@code SplitProcessors}, besides, keeps
 * processes to some of its processors, by Linux's {@code taskset}.
 *
 * <p>Everything is read from the JDK and from files of the kernel; a file that is not there, on whatever
 * operating system, gives {@code unknown} and never an exception. Uses {@code results} only.
 */
package io.tlsgauge.benchmarks.environment;
