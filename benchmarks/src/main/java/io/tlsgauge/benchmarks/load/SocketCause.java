package io.tlsgauge.benchmarks.load;

import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.util.Locale;

/** Why a socket failed, in words under which failures can be counted. */
final class SocketCause {
    static final String OUT_OF_DESCRIPTORS = "out of file descriptors";

    private SocketCause() {}

    static String of(IOException e) {
        String message = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
        if (message.contains("too many open files")) {
            return OUT_OF_DESCRIPTORS;
        }
        if (e instanceof BindException || message.contains("cannot assign requested address")) {
            return "out of local ports";
        }
        if (message.contains("refused")) {
            return "connect refused";
        }
        if (message.contains("reset") || message.contains("broken pipe")) {
            return "reset by the server";
        }
        if (e instanceof NoRouteToHostException || e instanceof ConnectException) {
            return "connect failed: " + message;
        }
        return "socket failed: " + message;
    }
}
