package io.tlsgauge.benchmarks.command;

import io.tlsgauge.benchmarks.transport.TlsClient;
import io.tlsgauge.engine.alert.AlertDescription;
import io.tlsgauge.engine.alert.TlsException;
import io.tlsgauge.engine.session.Session;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.util.Optional;
import picocli.CommandLine;

/**
 * The server that a command is to speak to. Where it can't be spoken to, what was given as its address is at fault.
 *
 * @param command the command parsed
 * @param parameter under which the server is given
 * @param timeout in seconds
 */
record ServerProbe(CommandLine command, String parameter, HostAndPort server, InetSocketAddress address, int timeout) {
    /**
     * Resolves a server.
     *
     * @throws BadOptionException if it is none, or its host is not known
     */
    static ServerProbe of(CommandLine command, String parameter, String given, int timeout) {
        HostAndPort server;
        try {
            server = HostAndPort.parse(given);
        } catch (IllegalArgumentException e) {
            throw new BadOptionException(command, parameter, e.getMessage());
        }
        InetSocketAddress address = new InetSocketAddress(server.host(), server.port());
        if (address.isUnresolved()) {
            throw new BadOptionException(
                    command, parameter, "'" + server.host() + "' is not known: give a host that resolves");
        }
        return new ServerProbe(command, parameter, server, address, timeout);
    }

    /**
     * Shakes hands once.
     *
     * @throws BadOptionException if that fails
     */
    TlsClient.Outcome shakeHands(TlsClient client, Optional<Session> session) {
        try {
            return client.shakeHands(address, session);
        } catch (ConnectException e) {
            throw bad(server + " refuses connections: is a server listening there?");
        } catch (SocketTimeoutException e) {
            throw bad(server + " did not answer within " + timeout + " s: is it a TLS server? --timeout waits longer");
        } catch (TlsException e) {
            throw bad(server + ": " + e.getMessage() + mend(e));
        } catch (IOException e) {
            throw bad(server + ": " + e.getMessage() + ": is it a TLS 1.2 server?");
        }
    }

    private static String mend(TlsException e) {
        boolean fromPeer = e.origin() == TlsException.Origin.PEER;
        if (e.alert() == AlertDescription.UNKNOWN_CA && !fromPeer) {
            return ": name its CA by --ca, or trust anything by --insecure";
        }
        if (e.alert() == AlertDescription.PROTOCOL_VERSION) {
            return ": the server has no TLS 1.2, perhaps only TLS 1.3";
        }
        if (e.alert() == AlertDescription.HANDSHAKE_FAILURE && fromPeer) {
            return ": the server has none of the suites offered, see --suites";
        }
        return "";
    }

    private BadOptionException bad(String problem) {
        return new BadOptionException(command, parameter, problem);
    }
}
