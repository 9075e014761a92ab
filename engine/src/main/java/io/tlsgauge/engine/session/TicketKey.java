package io.tlsgauge.engine.session;

import io.tlsgauge.engine.crypto.Aead;
import io.tlsgauge.engine.crypto.DigestProvider;
import io.tlsgauge.engine.crypto.RecordCipherProvider;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;

/**
 * One key of a keyring: a name of 16 bytes that stands in the ticket, and an AES-256 key. Any thread may seal and
 * open; whether it is of some bytes, and its end, are asked under the keyring's lock.
 */
final class TicketKey {
    static final int NAME_LENGTH = 16;
    static final int LENGTH = NAME_LENGTH + 32;

    /**
     * The longest ticket, in bytes. Names are no secret, so that anybody may send any bytes under one: this
     * bounds what is decrypted in vain. A session is far below it unless its client showed a very long chain.
     */
    static final int MAX_TICKET_LENGTH = 1 << 14;

    private static final int STATE_OFFSET = NAME_LENGTH + Aead.NONCE_LENGTH;

    private final byte[] name;
    private final byte[] key;
    private final TicketCiphers sealers;
    private final TicketCiphers openers;

    /**
     * @param material name and key, {@value #LENGTH} bytes
     */
    TicketKey(RecordCipherProvider ciphers, byte[] material) {
        this.name = Arrays.copyOf(material, NAME_LENGTH);
        this.key = Arrays.copyOfRange(material, NAME_LENGTH, LENGTH);
        this.sealers = new TicketCiphers(ciphers, Aead.Direction.SEAL, key);
        this.openers = new TicketCiphers(ciphers, Aead.Direction.OPEN, key);
    }

    boolean isNamedIn(byte[] ticket) {
        return ticket.length > NAME_LENGTH && Arrays.equals(ticket, 0, NAME_LENGTH, name, 0, NAME_LENGTH);
    }

    /** Whether it was made of these bytes; of a key that was dropped, the name is all that is known. */
    boolean isOf(byte[] material) {
        return isNamedIn(material)
                && (isDropped() || MessageDigest.isEqual(Arrays.copyOfRange(material, NAME_LENGTH, LENGTH), key));
    }

    /** Wipes the key; nothing is sealed or opened afterwards. */
    void drop() {
        sealers.close();
        openers.close();
        Arrays.fill(key, (byte) 0);
    }

    boolean isDropped() {
        return openers.isClosed();
    }

    /**
     * Name, nonce, sealed state, tag (RFC 5077 §4); the name is authenticated too.
     *
     * @return the ticket, of no bytes where it would be too long; empty where the key was dropped
     */
    Optional<byte[]> seal(Session session, SecureRandom random) {
        byte[] state = SessionState.encode(session);
        try {
            int length = STATE_OFFSET + state.length + Aead.TAG_LENGTH;
            return length > MAX_TICKET_LENGTH ? Optional.of(new byte[0]) : seal(state, new byte[length], random);
        } finally {
            Arrays.fill(state, (byte) 0);
        }
    }

    private Optional<byte[]> seal(byte[] state, byte[] ticket, SecureRandom random) {
        byte[] nonce = new byte[Aead.NONCE_LENGTH];
        random.nextBytes(nonce);
        Optional<TicketCiphers.Lent> lent = sealers.borrow();
        if (lent.isEmpty()) {
            return Optional.empty();
        }
        System.arraycopy(name, 0, ticket, 0, NAME_LENGTH);
        System.arraycopy(nonce, 0, ticket, NAME_LENGTH, nonce.length);
        System.arraycopy(state, 0, ticket, STATE_OFFSET, state.length);
        lent.get().cipher().seal(nonce, name, NAME_LENGTH, ticket, STATE_OFFSET, state.length);
        sealers.giveBack(lent.get());
        return Optional.of(ticket);
    }

    /** The session in a ticket that names this key, or empty where it was not sealed with it, or the key was dropped. */
    Optional<Session> open(byte[] ticket, DigestProvider digests) {
        int length = ticket.length - STATE_OFFSET;
        if (length <= Aead.TAG_LENGTH || ticket.length > MAX_TICKET_LENGTH) {
            return Optional.empty();
        }
        Optional<TicketCiphers.Lent> lent = openers.borrow();
        if (lent.isEmpty()) {
            return Optional.empty();
        }
        byte[] nonce = Arrays.copyOfRange(ticket, NAME_LENGTH, STATE_OFFSET);
        byte[] state = new byte[length];
        boolean right = lent.get().cipher().open(nonce, name, NAME_LENGTH, ticket, STATE_OFFSET, length, state, 0);
        openers.giveBack(lent.get());
        Optional<Session> session =
                right ? SessionState.decode(digests, state, length - Aead.TAG_LENGTH) : Optional.empty();
        Arrays.fill(state, (byte) 0);
        return session;
    }
}
