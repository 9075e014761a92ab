/**
 * What a run says about handshakes, as rows: for a terminal as an aligned table, for programs as JSON.
 *
 * <p>Every figure is computed here and nowhere else, so that text and JSON cannot differ. Uses {@code
 * run} and what stands below it.
 */
package io.tlsgauge.results.table;
