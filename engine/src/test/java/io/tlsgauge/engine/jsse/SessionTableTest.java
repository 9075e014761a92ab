package io.tlsgauge.engine.jsse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.tlsgauge.engine.crypto.CipherSuite;
import io.tlsgauge.engine.crypto.Crypto;
import io.tlsgauge.engine.session.Session;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** That the table and its keys tell the same at any time. */
class SessionTableTest {
    private static final long NOW = 1_000_000_000L;
    private static final long HOUR = 3_600_000;

    private final ClientSessions bounds = new ClientSessions();
    private final SessionTable<String> table = new SessionTable<>(bounds);

    @Test
    void sessionIsForgottenUnderTheKeyThatItHas() {
        EngineSession first = session(NOW);
        EngineSession second = session(NOW);
        table.put("first", first, NOW);
        table.put("second", second, NOW);
        table.remove(first);
        assertEquals(Optional.empty(), table.get("first", NOW));
        assertSame(second, table.get("second", NOW).orElseThrow());
        table.remove(first);
        assertEquals(List.of(second), table.all(NOW));
    }

    @Test
    void sessionThatAnotherReplacedIsNotForgottenInItsPlace() {
        EngineSession first = session(NOW);
        EngineSession second = session(NOW);
        table.put("key", first, NOW);
        table.put("key", second, NOW);
        table.remove(first);
        assertSame(second, table.get("key", NOW).orElseThrow());
    }

    @Test
    void sessionStandsUnderOneKey() {
        EngineSession session = session(NOW);
        table.put("old", session, NOW);
        table.put("new", session, NOW);
        assertEquals(Optional.empty(), table.get("old", NOW));
        table.remove("new");
        assertEquals(List.of(), table.all(NOW));
        table.remove(session);
    }

    @Test
    void expiredSessionIsNotListedWhereverItStands() {
        bounds.setSessionTimeout(3600);
        EngineSession older = session(NOW - HOUR + 1);
        EngineSession newer = session(NOW);
        table.put("newer", newer, NOW);
        table.put("older", older, NOW);
        assertEquals(List.of(newer, older), table.all(NOW));
        assertEquals(List.of(newer), table.all(NOW + 1));
    }

    @Test
    void sessionThatComesDropsTwoExpiredOnesAtTheMost() {
        bounds.setSessionTimeout(3600);
        for (int i = 0; i < 5; i++) {
            table.put("old" + i, session(NOW), NOW);
        }
        table.put("new", session(NOW + HOUR), NOW + HOUR);
        assertEquals(4, table.all(NOW).size());
        assertEquals(1, table.all(NOW + HOUR).size());
    }

    @Test
    void fullTableHoldsNoMoreThanItMay() {
        bounds.setSessionCacheSize(3);
        for (int i = 0; i < 5; i++) {
            table.put("key" + i, session(NOW), NOW);
        }
        assertEquals(3, table.all(NOW).size());
        assertEquals(Optional.empty(), table.get("key1", NOW));
    }

    private EngineSession session(long createdAtMillis) {
        Session session = Session.ofMasterSecret(
                        Crypto.of("jdk").prf(), CipherSuite.TLS_RSA_WITH_AES_128_GCM_SHA256, new byte[48])
                .createdAtMillis(createdAtMillis)
                .build();
        return new EngineSession(bounds, Optional.of(session), Optional.empty(), -1, new HandshakeView(true));
    }
}
