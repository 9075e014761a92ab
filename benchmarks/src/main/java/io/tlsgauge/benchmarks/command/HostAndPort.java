package io.tlsgauge.benchmarks.command;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server as a user writes it: {@code localhost:8443}, {@code [::1]:8443}. */
record HostAndPort(String host, int port) {
    private static final Pattern FORM = Pattern.compile("(?:\\[([^\\]]+)\\]|([^:]+)):([0-9]{1,5})");

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException that names the value and the mend
     */
    static HostAndPort parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "'" + text + "': give a host and a port, as in localhost:8443 or [::1]:8443");
        }
        int port = Integer.parseInt(matcher.group(3));
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("'" + text + "': give a port from 1 to 65535");
        }
        return new HostAndPort(matcher.group(1) == null ? matcher.group(2) : matcher.group(1), port);
    }

    @Override
    public String toString() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
