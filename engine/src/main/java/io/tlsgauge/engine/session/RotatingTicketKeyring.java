package io.tlsgauge.engine.session;

import io.tlsgauge.engine.crypto.Crypto;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Ticket keys that rotate (RFC 5077 §5.5): the first seals, the others still open, and a ticket under one of
 * those is renewed.
 *
 * <p>A ring that draws its own keys makes a new one after every rotation period, and drops those so old that
 * every ticket under them has expired; a ring that is given its keys, from a file that servers share,
 * changes them only when told. The keys are an immutable list behind one volatile field: sealing and opening
 * take no lock, which in other stacks was what kept resumptions from scaling over cores. A key that was
 * dropped is left to the garbage collector, since a thread may be opening a ticket with it.
 */
public final class RotatingTicketKeyring implements TicketKeyring {
    private static final Duration NEVER = Duration.ofMillis(Long.MAX_VALUE);

    private final Crypto crypto;
    private final SecureRandom random;
    private final long rotationMillis;
    private final long lifetimeMillis;
    private volatile List<TicketKey> keys;

    private RotatingTicketKeyring(
            Crypto crypto, SecureRandom random, Duration rotation, Duration lifetime, List<TicketKey> keys) {
        if (rotation.toMillis() < 1 || lifetime.toSeconds() < 1) {
            throw new IllegalArgumentException("rotation " + rotation + " and lifetime " + lifetime
                    + " must be a millisecond and a second at least");
        }
        this.crypto = crypto;
        this.random = random;
        this.rotationMillis = rotation.toMillis();
        this.lifetimeMillis = lifetime.toMillis();
        this.keys = keys;
    }

    /**
     * A ring that draws its own keys.
     *
     * @param rotation how long a key seals
     * @param lifetime how long a session can be resumed by its tickets after its full handshake
     * @throws IllegalArgumentException if a duration is too short
     */
    public static RotatingTicketKeyring generated(
            Crypto crypto, SecureRandom random, Duration rotation, Duration lifetime) {
        return new RotatingTicketKeyring(crypto, random, rotation, lifetime, List.of());
    }

    /**
     * A ring with the keys that are given, such as {@link TicketKeyFile} reads.
     *
     * @param material each key's name and key, 48 bytes; the first seals
     * @throws IllegalArgumentException if there is none, or one has not 48 bytes
     */
    public static RotatingTicketKeyring shared(
            Crypto crypto, SecureRandom random, Duration lifetime, List<byte[]> material) {
        RotatingTicketKeyring ring = new RotatingTicketKeyring(crypto, random, NEVER, lifetime, List.of());
        ring.replaceKeys(material);
        return ring;
    }

    /** Changes the keys of a shared ring; the first seals. */
    public void replaceKeys(List<byte[]> material) {
        if (material.isEmpty()) {
            throw new IllegalArgumentException("a shared keyring needs at least one key");
        }
        List<TicketKey> replaced = new ArrayList<>(material.size());
        for (byte[] bytes : material) {
            if (bytes.length != TicketKey.LENGTH) {
                throw new IllegalArgumentException("a ticket key has " + bytes.length + " bytes, not 48");
            }
            replaced.add(new TicketKey(crypto.cipher(), bytes, 0));
        }
        keys = List.copyOf(replaced);
    }

    @Override
    public byte[] seal(Session session, long nowMillis) {
        byte[] state = TicketState.encode(session);
        byte[] ticket = current(nowMillis).get(0).seal(state, random);
        Arrays.fill(state, (byte) 0);
        return ticket;
    }

    @Override
    public Optional<OpenedTicket> open(byte[] ticket, long nowMillis) {
        List<TicketKey> ring = current(nowMillis);
        for (TicketKey key : ring) {
            if (key.isNamedIn(ticket)) {
                byte[] state = key.open(ticket);
                Optional<Session> session = TicketState.decode(crypto.prf(), state)
                        .filter(opened -> nowMillis - opened.createdAtMillis() < lifetimeMillis);
                Arrays.fill(state, (byte) 0);
                return session.map(opened -> new OpenedTicket(opened, key != ring.get(0)));
            }
        }
        return Optional.empty();
    }

    @Override
    public long lifetimeSeconds() {
        return lifetimeMillis / 1000;
    }

    private List<TicketKey> current(long nowMillis) {
        List<TicketKey> ring = keys;
        return ring.isEmpty() || nowMillis - ring.get(0).createdAtMillis() >= rotationMillis ? rotate(nowMillis) : ring;
    }

    private synchronized List<TicketKey> rotate(long nowMillis) {
        List<TicketKey> ring = keys;
        if (!ring.isEmpty() && nowMillis - ring.get(0).createdAtMillis() < rotationMillis) {
            return ring;
        }
        byte[] material = new byte[TicketKey.LENGTH];
        random.nextBytes(material);
        List<TicketKey> rotated = new ArrayList<>();
        rotated.add(new TicketKey(crypto.cipher(), material, nowMillis));
        Arrays.fill(material, (byte) 0);
        for (TicketKey key : ring) {
            if (nowMillis - key.createdAtMillis() - rotationMillis < lifetimeMillis) {
                rotated.add(key);
            }
        }
        keys = List.copyOf(rotated);
        return keys;
    }
}
