/**
 * Whether plans come true: the rates that were foretold beside those that a server was found to bear.
 *
 * <p>Uses {@code plan} and {@code load}.
 */
package io.tlsgauge.results.plancheck;
