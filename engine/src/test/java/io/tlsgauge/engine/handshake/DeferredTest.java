package io.tlsgauge.engine.handshake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tlsgauge.engine.alert.AlertDescription;
import io.tlsgauge.engine.alert.TlsException;
import org.junit.jupiter.api.Test;

class DeferredTest {
    @Test
    void workWhoseClassIsMissingIsDoneAndFailsTheHandshake() {
        Deferred deferred = Deferred.of(
                "ClientKeyExchange",
                () -> {
                    throw new NoClassDefFoundError("org/example/Missing");
                },
                result -> {
                    throw new AssertionError("there is no result");
                });

        deferred.run();

        assertTrue(deferred.isDone());
        TlsException failed = assertThrows(TlsException.class, deferred::resume);
        assertEquals(AlertDescription.INTERNAL_ERROR, failed.alert());
    }
}
