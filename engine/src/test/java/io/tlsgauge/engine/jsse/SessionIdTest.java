package io.tlsgauge.engine.jsse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SessionIdTest {
    @Test
    void idsAreTheSameWhereAllBytesAre() {
        SessionId id = new SessionId(new byte[] {1, 2, 3, 4, 5});

        assertEquals(id, new SessionId(new byte[] {1, 2, 3, 4, 5}));
        assertEquals(id.hashCode(), new SessionId(new byte[] {1, 2, 3, 4, 5}).hashCode());
        assertNotEquals(id, new SessionId(new byte[] {1, 2, 3, 4, 6}));
        assertNotEquals(id, new SessionId(new byte[] {1, 2}));
    }

    @Test
    void idsThatBeginAlikeHaveAnOrder() {
        SessionId smaller = new SessionId(new byte[] {1, 2, 3, 4, 5});
        SessionId greater = new SessionId(new byte[] {1, 2, 3, 4, (byte) 0x80});

        assertTrue(smaller.compareTo(greater) < 0 && greater.compareTo(smaller) > 0);
        assertEquals(0, smaller.compareTo(new SessionId(smaller.bytes().clone())));
    }
}
