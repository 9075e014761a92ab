/**
 * Does the time of a server's answer tell what was wrong with what it was sent? Premaster secrets (Bleichenbacher,
 * Marvin) and CBC records (Lucky 13), compared class by class.
 */
package io.tlsgauge.benchmarks.timing;
