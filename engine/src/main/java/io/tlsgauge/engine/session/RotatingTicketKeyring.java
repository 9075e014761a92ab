package io.tlsgauge.engine.session;

import io.tlsgauge.engine.crypto.Crypto;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Ticket keys that rotate (RFC 5077 §5.5): the first seals, the others still open, and a ticket under one of
 * those is renewed.
 *
 * <p>A ring that draws its own keys makes a new one after every rotation period; a ring that is given its keys,
 * from a file that servers share, changes them only when told, and may be given the next one before its time: that opens
 * already, and what is under it is newer than what this ring seals. In both, a key still opens for a window of time
 * after it has stopped sealing. With a window as long as the lifetime of a session no ticket is ever lost to a
 * rotation; with a shorter one those are lost whose client stays away for longer, since a client that comes back
 * within it gets a renewed ticket, and who steals the keys has less to open with them. A key should seal
 * 2<sup>32</sup> tickets at the most, since their nonces are random (NIST SP 800-38D §8.3): a day at 50,000 new ones a
 * second, all servers together.
 *
 * <p>The keys are an immutable list behind one volatile field: sealing and opening take no lock, which in other
 * stacks was what kept resumptions from scaling over cores. What the clock demands is done by the first caller
 * after it is due. A key that is dropped, by its window or by whoever replaces the keys, is wiped at once: a
 * thread that has a cipher under it finishes, and one that comes later finds nothing, and seals with the key that
 * is first by then. What can't be wiped is the schedule inside a cipher of the JDK, which stays until that is
 * keyed anew or collected.
 *
 * <p>A ticket that names no key costs the comparison of its name with each, {@value #MAX_KEYS} at the most.
 */
public final class RotatingTicketKeyring implements TicketKeyring {
    /** The most keys that a ring has. */
    public static final int MAX_KEYS = 256;

    private static final long NEVER = Long.MAX_VALUE;

    private final Crypto crypto;
    private final SecureRandom random;
    private final long rotationMillis;
    private final long lifetimeMillis;
    private final long windowMillis;
    private volatile Ring ring = new Ring(List.of(), 1, NEVER, 0);

    /** A key and until when it opens, in milliseconds since the epoch. */
    private record Held(TicketKey key, long opensUntilMillis) {}

    /**
     * The keys of a while.
     *
     * @param held the first seals
     * @param current how many of the first are no older than what is sealed: the second may be the next to seal
     * @param rotatesAtMillis when another key is to seal
     * @param dueAtMillis when anything is to be done: a rotation, or a key dropped
     */
    private record Ring(List<Held> held, int current, long rotatesAtMillis, long dueAtMillis) {
        static Ring of(List<Held> held, int current, long rotatesAtMillis, long nowMillis) {
            long due = rotatesAtMillis;
            for (Held one : held) {
                if (one.opensUntilMillis > nowMillis) {
                    due = Math.min(due, one.opensUntilMillis);
                }
            }
            return new Ring(List.copyOf(held), current, rotatesAtMillis, due);
        }

        TicketKey sealing() {
            return held.get(0).key;
        }

        boolean holds(TicketKey key, long nowMillis) {
            return held.stream().anyMatch(one -> one.key == key && one.opensUntilMillis > nowMillis);
        }
    }

    private RotatingTicketKeyring(
            Crypto crypto, SecureRandom random, long rotationMillis, Duration lifetime, Duration window) {
        if (rotationMillis < 1 || lifetime.toSeconds() < 1 || window.isNegative()) {
            throw new IllegalArgumentException("rotation " + Duration.ofMillis(rotationMillis) + ", lifetime "
                    + lifetime + " and window " + window + " must be a millisecond, a second and zero at least");
        }
        this.crypto = Objects.requireNonNull(crypto, "crypto");
        this.random = Objects.requireNonNull(random, "random");
        this.rotationMillis = rotationMillis;
        this.lifetimeMillis = lifetime.toMillis();
        this.windowMillis = window.toMillis();
    }

    /**
     * A ring that draws its own keys, with a window as long as the lifetime.
     *
     * @param rotation how long a key seals
     * @param lifetime how long a session can be resumed by its tickets after its full handshake
     * @throws IllegalArgumentException if a duration is too short
     */
    public static RotatingTicketKeyring generated(
            Crypto crypto, SecureRandom random, Duration rotation, Duration lifetime) {
        return generated(crypto, random, rotation, lifetime, lifetime);
    }

    /**
     * A ring that draws its own keys.
     *
     * @param rotation how long a key seals
     * @param lifetime how long a session can be resumed by its tickets after its full handshake
     * @param window how long a key still opens after it has stopped sealing
     * @throws IllegalArgumentException if a duration is too short, or the window would hold too many keys
     */
    public static RotatingTicketKeyring generated(
            Crypto crypto, SecureRandom random, Duration rotation, Duration lifetime, Duration window) {
        if (rotation.toMillis() > 0 && window.toMillis() / rotation.toMillis() > MAX_KEYS - 2) {
            throw new IllegalArgumentException("a window of " + window + " with a rotation of " + rotation
                    + " holds more than " + MAX_KEYS + " keys: rotate less often, or shorten the window");
        }
        return new RotatingTicketKeyring(crypto, random, rotation.toMillis(), lifetime, window);
    }

    /**
     * A ring with the keys that are given, such as {@link TicketKeyFile} reads.
     *
     * @param lifetime how long a session can be resumed by its tickets after its full handshake
     * @param window how long a key still opens after it has stopped sealing here; one that never sealed here and is not
     *     the next to, after it was given
     * @throws IllegalArgumentException if a duration is too short, there is no key, or one has not 48 bytes
     */
    public static RotatingTicketKeyring shared(
            Crypto crypto,
            SecureRandom random,
            Duration lifetime,
            Duration window,
            SharedTicketKeys keys,
            long nowMillis) {
        RotatingTicketKeyring keyring = new RotatingTicketKeyring(crypto, random, NEVER, lifetime, window);
        keyring.replaceKeys(keys, nowMillis);
        return keyring;
    }

    /**
     * Changes the keys of a shared ring. Those it has already stay as they are, ciphers, window and
     * all; those that are not given any more are dropped.
     *
     * @throws IllegalArgumentException if there is no key, too many, or one has not 48 bytes; the old ones stay
     * @throws IllegalStateException if the ring draws its own keys
     */
    public synchronized void replaceKeys(SharedTicketKeys keys, long nowMillis) {
        List<byte[]> material = keys.material();
        if (!isShared()) {
            throw new IllegalStateException("this keyring draws its own keys");
        }
        if (material.isEmpty() || material.size() > MAX_KEYS) {
            throw new IllegalArgumentException(
                    "a shared keyring has 1 to " + MAX_KEYS + " keys, not " + material.size());
        }
        for (byte[] bytes : material) {
            if (bytes.length != TicketKey.LENGTH) {
                throw new IllegalArgumentException(
                        "a ticket key has " + TicketKey.LENGTH + " bytes, not " + bytes.length);
            }
        }
        int current = keys.secondIsNext() ? 2 : 1;
        List<Held> replaced = new ArrayList<>(material.size());
        for (byte[] bytes : material) {
            replaced.add(replaced.size() < current ? lasting(bytes) : opening(bytes, nowMillis));
        }
        change(Ring.of(replaced, current, NEVER, nowMillis), nowMillis);
    }

    @Override
    public byte[] seal(Session session, long nowMillis) {
        while (true) {
            // Empty only where the key was replaced meanwhile: another is first by now.
            Optional<byte[]> ticket = current(nowMillis).sealing().seal(session, random);
            if (ticket.isPresent()) {
                return ticket.get();
            }
        }
    }

    @Override
    public Optional<OpenedTicket> open(byte[] ticket, long nowMillis) {
        Ring present = current(nowMillis);
        for (int i = 0; i < present.held.size(); i++) {
            TicketKey key = present.held.get(i).key;
            if (key.isNamedIn(ticket)) {
                boolean older = i >= present.current;
                return key.open(ticket, crypto.prf())
                        .filter(session -> nowMillis - session.createdAtMillis() < lifetimeMillis)
                        .map(session -> new OpenedTicket(session, older));
            }
        }
        return Optional.empty();
    }

    @Override
    public long lifetimeSeconds() {
        return Math.min(lifetimeMillis, after(rotationMillis, windowMillis)) / 1000;
    }

    private boolean isShared() {
        return rotationMillis == NEVER;
    }

    private Held lasting(byte[] material) {
        return new Held(
                known(material)
                        .map(Held::key)
                        .filter(key -> !key.isDropped())
                        .orElseGet(() -> new TicketKey(crypto.cipher(), material)),
                NEVER);
    }

    private Held opening(byte[] material, long nowMillis) {
        long untilMillis = after(nowMillis, windowMillis);
        return known(material)
                .map(one -> new Held(one.key, Math.min(one.opensUntilMillis, untilMillis)))
                .orElseGet(() -> new Held(new TicketKey(crypto.cipher(), material), untilMillis));
    }

    private Optional<Held> known(byte[] material) {
        return ring.held.stream().filter(one -> one.key.isOf(material)).findFirst();
    }

    private Ring current(long nowMillis) {
        Ring current = ring;
        return nowMillis < current.dueAtMillis ? current : settle(nowMillis);
    }

    /** Does what the clock demands, unless another thread just did. */
    private synchronized Ring settle(long nowMillis) {
        Ring current = ring;
        if (nowMillis < current.dueAtMillis) {
            return current;
        }
        List<Held> settled = new ArrayList<>();
        long rotatesAtMillis = current.rotatesAtMillis;
        if (!isShared() && (current.held.isEmpty() || nowMillis >= rotatesAtMillis)) {
            rotatesAtMillis = after(nowMillis, rotationMillis);
            settled.add(draw(after(rotatesAtMillis, windowMillis)));
        }
        for (Held one : current.held) {
            // A shared key whose window is over stays known: the file that holds it still must not revive it.
            if (isShared() || one.opensUntilMillis > nowMillis) {
                settled.add(one);
            }
        }
        return change(Ring.of(settled, current.current, rotatesAtMillis, nowMillis), nowMillis);
    }

    private Held draw(long opensUntilMillis) {
        byte[] material = new byte[TicketKey.LENGTH];
        random.nextBytes(material);
        TicketKey key = new TicketKey(crypto.cipher(), material);
        Arrays.fill(material, (byte) 0);
        return new Held(key, opensUntilMillis);
    }

    private Ring change(Ring next, long nowMillis) {
        Ring previous = ring;
        ring = next;
        for (Held one : previous.held) {
            if (!next.holds(one.key, nowMillis)) {
                one.key.drop();
            }
        }
        return next;
    }

    /** The sum, or never. */
    private static long after(long millis, long moreMillis) {
        return millis > NEVER - moreMillis ? NEVER : millis + moreMillis;
    }
}
