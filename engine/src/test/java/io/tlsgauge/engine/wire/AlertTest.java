package io.tlsgauge.engine.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tlsgauge.engine.alert.AlertDescription;
import io.tlsgauge.engine.alert.TlsException;
import org.junit.jupiter.api.Test;

class AlertTest {
    @Test
    void everyPairOfBytesIsAnAlertOrATlsException() throws TlsException {
        for (int level = 0; level < 256; level++) {
            for (int description = 0; description < 256; description++) {
                byte[] bytes = {(byte) level, (byte) description};
                if (level == 1 || level == 2) {
                    Alert alert = Alert.decode(bytes, 0, 2);
                    assertEquals(level == 2, alert.fatal());
                    if (AlertDescription.ofCode(description).isPresent()) {
                        assertArrayEquals(bytes, alert.encode());
                    }
                } else {
                    assertThrows(TlsException.class, () -> Alert.decode(bytes, 0, 2));
                }
            }
        }
    }

    @Test
    void oneByteOrThreeAreNoAlert() {
        assertThrows(TlsException.class, () -> Alert.decode(new byte[] {1}, 0, 1));
        assertThrows(TlsException.class, () -> Alert.decode(new byte[] {1, 0, 0}, 0, 3));
    }
}
