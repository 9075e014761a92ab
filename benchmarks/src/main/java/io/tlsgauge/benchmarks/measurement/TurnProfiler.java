package io.tlsgauge.benchmarks.measurement;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;

/** Has a fork wait for its turn before each iteration. It profiles nothing: that is the hook JMH has for it. */
public final class TurnProfiler implements InternalProfiler {
    /** The system property that tells a fork where its turns are given. */
    static final String ADDRESS = "tlsgauge.turns";

    private Socket socket;

    @Override
    public String getDescription() {
        return "waits for the fork's turn among those that are measured side by side";
    }

    @Override
    public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
        try {
            if (socket == null) {
                String[] address = System.getProperty(ADDRESS).split("/");
                socket = new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(address[0]));
                socket.setTcpNoDelay(true);
                socket.getOutputStream().write(Integer.parseInt(address[1]));
            }
            socket.getOutputStream().write(Turns.READY);
            if (socket.getInputStream().read() != Turns.GO) {
                throw new IOException("the turns have ended");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("no turn was given: " + e.getMessage(), e);
        }
    }

    @Override
    public Collection<? extends Result<?>> afterIteration(
            BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
        try {
            socket.getOutputStream().write(Turns.DONE);
        } catch (IOException e) {
            throw new UncheckedIOException("the turn could not be given back: " + e.getMessage(), e);
        }
        return List.of();
    }
}
