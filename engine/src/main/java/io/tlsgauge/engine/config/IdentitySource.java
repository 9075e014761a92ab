package io.tlsgauge.engine.config;

import io.tlsgauge.engine.wire.ClientHello;
import java.util.List;
import java.util.Optional;

/** Where a server finds the identities it may show. Safe for use by several threads. */
@FunctionalInterface
public interface IdentitySource {
    /** The identities for what a client asks for; the most wanted first. */
    List<Identity> identities(ClientHello hello);

    /** Those of a list that bear the host's name; all of them where none does, or no host is named. */
    static IdentitySource of(List<Identity> identities) {
        List<Identity> all = List.copyOf(identities);
        return hello -> {
            Optional<String> serverName = hello.extensions().serverName();
            if (serverName.isEmpty() || all.size() == 1) {
                return all;
            }
            List<Identity> named = all.stream()
                    .filter(identity -> identity.isNamed(serverName.get()))
                    .toList();
            return named.isEmpty() ? all : named;
        };
    }
}
