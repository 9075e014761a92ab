package io.tlsgauge.benchmarks;

import io.tlsgauge.engine.crypto.CipherSuite;
import io.tlsgauge.engine.crypto.Crypto;
import io.tlsgauge.engine.crypto.FastKeyErasureRandom;
import io.tlsgauge.engine.session.OpenedTicket;
import io.tlsgauge.engine.session.RotatingTicketKeyring;
import io.tlsgauge.engine.session.Session;
import io.tlsgauge.engine.session.SharedTicketKeys;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What a server does with tickets (RFC 5077): it seals one after a full handshake, opens one to resume, and seals
 * another where the one it opened is under a retired key; and what those cost it that are none.
 *
 * <p>All threads share the keyring, as a server's connections do. An opening includes the keying of the PRF with
 * the master secret, which the session brings along. Each operation proves what came of it: the session and
 * whether it is to be renewed, or none. A forged ticket names a key that opens, which everybody can read in any
 * ticket, but was sealed with none; the longest forged one is the longest that a keyring looks into.
 *
 * <pre>java -jar benchmarks.jar TicketBenchmark -t 2 -p provider=jdk,accp</pre>
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
@State(Scope.Benchmark)
public class TicketBenchmark {
    private static final Duration LIFETIME = Duration.ofHours(2);
    private static final int NAME_LENGTH = 16;
    private static final int KEY_LENGTH = 48;

    /** Of a longer one the keyring sees by its length that it is none of its own. */
    private static final int LONGEST = 1 << 14;

    private static final long NOW = 0;

    /** The crypto provider, or a mix of them. */
    @Param("jdk")
    public String provider;

    /** The session's cipher suite, whose hash is the PRF's. */
    @Param("TLS_RSA_WITH_AES_128_GCM_SHA256")
    public CipherSuite suite;

    /** How many keys the ring has; the first seals, and the last is the retired one that opens. */
    @Param("3")
    public int keys;

    private RotatingTicketKeyring keyring;
    private Session session;
    private byte[] ticket;
    private byte[] retired;
    private byte[] garbage;
    private byte[] forged;
    private byte[] longestForged;

    /** Makes keys, a session, and its tickets. */
    @Setup(Level.Trial)
    public void prepare() {
        if (keys < 2) {
            throw new IllegalArgumentException("keys=" + keys + ": a retired key is needed: give 2 or more");
        }
        Crypto crypto = Crypto.of(provider);
        FastKeyErasureRandom random = new FastKeyErasureRandom();
        List<byte[]> material = new ArrayList<>();
        for (int i = 0; i < keys; i++) {
            material.add(random(random, KEY_LENGTH));
        }
        keyring = RotatingTicketKeyring.shared(crypto, random, LIFETIME, LIFETIME, SharedTicketKeys.of(material), NOW);
        session = Session.ofMasterSecret(crypto.prf(), suite, random(random, 48))
                .serverName(Optional.of(HandshakeScenario.HOST))
                .extendedMasterSecret(true)
                .createdAtMillis(NOW)
                .build();
        ticket = keyring.seal(session, NOW);
        retired = RotatingTicketKeyring.shared(
                        crypto, random, LIFETIME, LIFETIME, SharedTicketKeys.of(material.subList(keys - 1, keys)), NOW)
                .seal(session, NOW);
        garbage = random(random, ticket.length);
        forged = ticket.clone();
        forged[ticket.length - 1] ^= 1;
        longestForged = Arrays.copyOf(ticket, LONGEST);
    }

    /** A session sealed under the first key. */
    @Benchmark
    public byte[] seal() {
        byte[] sealed = keyring.seal(session, NOW);
        if (sealed.length != ticket.length || !Arrays.equals(sealed, 0, NAME_LENGTH, ticket, 0, NAME_LENGTH)) {
            throw new IllegalStateException("another ticket was sealed than the first key's");
        }
        return sealed;
    }

    /** A ticket under the first key. */
    @Benchmark
    public OpenedTicket open() {
        return opened(ticket, false);
    }

    /** A ticket under a retired key. */
    @Benchmark
    public OpenedTicket openRetired() {
        return opened(retired, true);
    }

    /** A ticket under a retired key, and the one that takes its place: a renewal. */
    @Benchmark
    public byte[] renew() {
        return keyring.seal(opened(retired, true).session(), NOW);
    }

    /** Random bytes that name no key. */
    @Benchmark
    public Optional<OpenedTicket> openGarbage() {
        return refused(garbage);
    }

    /** A ticket that names the first key, and was changed. */
    @Benchmark
    public Optional<OpenedTicket> openForged() {
        return refused(forged);
    }

    /** As many bytes as cost the most, which name the first key. */
    @Benchmark
    public Optional<OpenedTicket> openLongestForged() {
        return refused(longestForged);
    }

    private OpenedTicket opened(byte[] bytes, boolean renew) {
        OpenedTicket opened = keyring.open(bytes, NOW).orElseThrow();
        if (opened.renew() != renew || opened.session().cipherSuite() != suite) {
            throw new IllegalStateException("another ticket was opened: " + opened);
        }
        return opened;
    }

    private Optional<OpenedTicket> refused(byte[] bytes) {
        Optional<OpenedTicket> opened = keyring.open(bytes, NOW);
        if (opened.isPresent()) {
            throw new IllegalStateException("what is no ticket was opened");
        }
        return opened;
    }

    private static byte[] random(FastKeyErasureRandom random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
