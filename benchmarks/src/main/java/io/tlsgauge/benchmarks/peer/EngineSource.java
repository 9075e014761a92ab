package io.tlsgauge.benchmarks.peer;

import javax.net.ssl.SSLEngine;

/** Makes the engines of one side, which share what its connections share. */
@FunctionalInterface
public interface EngineSource {
    /**
     * An engine, ready to begin.
     *
     * @param host of the server, which a client finds in its certificate
     * @param port of the server, which tells sessions apart
     */
    SSLEngine next(String host, int port);
}
