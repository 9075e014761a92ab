package io.tlsgauge.engine.session;

import io.tlsgauge.engine.crypto.Aead;
import io.tlsgauge.engine.crypto.RecordCipherProvider;
import java.security.SecureRandom;
import java.util.Arrays;

/**
 * One key of a keyring: a name of 16 bytes that stands in the ticket, and an AES-256 key. Each thread keeps
 * its own two ciphers under it, so that sealing and opening take no lock and no look-up by name.
 */
final class TicketKey {
    static final int NAME_LENGTH = 16;
    static final int LENGTH = NAME_LENGTH + 32;

    private final byte[] name;
    private final byte[] key;
    private final long createdAtMillis;
    private final ThreadLocal<Aead> sealers;
    private final ThreadLocal<Aead> openers;

    /**
     * @param material name and key, {@value #LENGTH} bytes
     */
    TicketKey(RecordCipherProvider ciphers, byte[] material, long createdAtMillis) {
        this.name = Arrays.copyOf(material, NAME_LENGTH);
        this.key = Arrays.copyOfRange(material, NAME_LENGTH, LENGTH);
        this.createdAtMillis = createdAtMillis;
        this.sealers = ThreadLocal.withInitial(() -> ciphers.newAesGcm(Aead.Direction.SEAL, key));
        this.openers = ThreadLocal.withInitial(() -> ciphers.newAesGcm(Aead.Direction.OPEN, key));
    }

    long createdAtMillis() {
        return createdAtMillis;
    }

    boolean isNamedIn(byte[] ticket) {
        return ticket.length > NAME_LENGTH && Arrays.equals(ticket, 0, NAME_LENGTH, name, 0, NAME_LENGTH);
    }

    /** Name, nonce, sealed state, tag (RFC 5077 §4); the name is authenticated too. */
    byte[] seal(byte[] state, SecureRandom random) {
        byte[] nonce = new byte[Aead.NONCE_LENGTH];
        random.nextBytes(nonce);
        int stateOffset = NAME_LENGTH + nonce.length;
        byte[] ticket = new byte[stateOffset + state.length + Aead.TAG_LENGTH];
        System.arraycopy(name, 0, ticket, 0, NAME_LENGTH);
        System.arraycopy(nonce, 0, ticket, NAME_LENGTH, nonce.length);
        System.arraycopy(state, 0, ticket, stateOffset, state.length);
        sealers.get().seal(nonce, name, NAME_LENGTH, ticket, stateOffset, state.length);
        return ticket;
    }

    /** The state in a ticket that names this key, or no bytes where it was not sealed with it. */
    byte[] open(byte[] ticket) {
        int stateOffset = NAME_LENGTH + Aead.NONCE_LENGTH;
        int length = ticket.length - stateOffset;
        if (length <= Aead.TAG_LENGTH) {
            return new byte[0];
        }
        byte[] nonce = Arrays.copyOfRange(ticket, NAME_LENGTH, stateOffset);
        byte[] state = new byte[length];
        boolean right = openers.get().open(nonce, name, NAME_LENGTH, ticket, stateOffset, length, state, 0);
        return right ? Arrays.copyOf(state, length - Aead.TAG_LENGTH) : new byte[0];
    }
}
