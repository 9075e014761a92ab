/**
 * Certificate chains to measure with, and PEM files.
 *
 * <p>Made with Bouncy Castle's PKIX library; signatures and keys are the JDK's.
 */
package io.tlsgauge.benchmarks.certificate;
