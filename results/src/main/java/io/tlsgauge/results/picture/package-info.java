/** Pictures for pages that run no script. Uses {@code results} alone. */
package io.tlsgauge.results.picture;
