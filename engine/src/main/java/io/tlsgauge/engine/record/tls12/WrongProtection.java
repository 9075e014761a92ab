package io.tlsgauge.engine.record.tls12;

import io.tlsgauge.engine.alert.AlertDescription;
import io.tlsgauge.engine.alert.TlsException;

/**
 * What becomes of a record that cannot be opened, whatever is wrong with it: told apart, padding and authentication
 * would be an oracle (RFC 5246 §7.2.2, bad_record_mac).
 */
final class WrongProtection {
    private WrongProtection() {}

    static TlsException failure() {
        return new TlsException(AlertDescription.BAD_RECORD_MAC, "a record's protection is wrong");
    }
}
