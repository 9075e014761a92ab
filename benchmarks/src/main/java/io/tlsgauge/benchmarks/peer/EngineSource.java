package io.tlsgauge.benchmarks.peer;

import javax.net.ssl.SSLEngine;

/** Makes the engines of one side, which share what its connections share. */
@FunctionalInterface
public interface EngineSource {
    /**
     * An engine, ready to begin.
     *
     * @param port of the server, which tells sessions apart
     */
    SSLEngine next(int port);
}
