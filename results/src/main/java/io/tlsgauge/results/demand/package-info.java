/**
 * What servers are asked for: kinds of connections, their mix, and the objective for their latency.
 *
 * <p>Loads put it on a server, plans foretell it, and checks of plans hold one against the other: so all write it
 * alike. Uses nothing.
 */
package io.tlsgauge.results.demand;
