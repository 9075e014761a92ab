package io.tlsgauge.engine.session;

import java.util.Arrays;
import java.util.List;

/**
 * Ticket keys that servers share: the first seals, all open.
 *
 * @param material each key's name and key, 48 bytes
 * @param secondIsNext whether the second has not sealed yet and will when the keys are rotated: a server that has not
 *     read them again by then opens its tickets all the same
 */
public record SharedTicketKeys(List<byte[]> material, boolean secondIsNext) {
    /** Keys of which all but the first have sealed before. */
    public static SharedTicketKeys of(List<byte[]> material) {
        return new SharedTicketKeys(material, false);
    }

    /** Overwrites the keys, which are not needed any more. */
    public void wipe() {
        material.forEach(key -> Arrays.fill(key, (byte) 0));
    }
}
