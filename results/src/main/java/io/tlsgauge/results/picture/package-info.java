/** Pictures for pages that run no script. Depends on {@code results}' files alone. */
package io.tlsgauge.results.picture;
