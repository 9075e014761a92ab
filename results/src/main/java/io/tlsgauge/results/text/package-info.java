/** How results are laid out for people, whatever they say. Uses nothing. */
package io.tlsgauge.results.text;
