package io.tlsgauge.engine.config;

import io.tlsgauge.engine.alert.AlertDescription;
import io.tlsgauge.engine.alert.TlsException;
import java.util.List;
import java.util.Optional;

/** A server's choice among the application protocols that a client offers (RFC 7301). */
@FunctionalInterface
public interface ApplicationProtocolSelector {
    /**
     * The protocol to speak, or empty where the server does without the extension.
     *
     * @param offered in the client's order, never empty
     * @throws TlsException with {@code no_application_protocol} if none will do
     */
    Optional<String> select(List<String> offered) throws TlsException;

    /** The first of a list that is offered; without a list, none. */
    static ApplicationProtocolSelector of(List<String> protocols) {
        return offered -> {
            for (String wanted : protocols) {
                if (offered.contains(wanted)) {
                    return Optional.of(wanted);
                }
            }
            if (protocols.isEmpty()) {
                return Optional.empty();
            }
            throw new TlsException(
                    AlertDescription.NO_APPLICATION_PROTOCOL,
                    "ClientHello offers none of the application protocols " + protocols);
        };
    }
}
