package io.tlsgauge.benchmarks.store;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SetArgs;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.Delay;
import io.tlsgauge.engine.session.OpenedTicket;
import io.tlsgauge.engine.session.RemoteSessionCache;
import io.tlsgauge.engine.session.Session;
import io.tlsgauge.engine.session.TicketKeyring;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;

/**
 * Sessions in Redis, so that an ID that one server issued resumes at every other that has the same ticket keys.
 *
 * <p>A session is kept under its ID, sealed as a ticket is, and goes with its lifetime. Redis so learns no secret, and
 * who can write there can make no session up; they can lose and exchange sessions, which fails a resumption at its
 * Finished. The keys' rotation is the ring's; an older one still opens what it sealed, which is then sealed anew.
 *
 * <p>No handshake fails or waits for Redis longer than it may: {@code patience} at the most, from its own question on,
 * however many others ask. After a failure nobody asks any more, but for one look-up or write in a {@code pause} that
 * finds out whether Redis is back. One that refuses to write, as where its memory is full, is asked for sessions all
 * the same. Writes are handed to the client's own thread and never waited for. What can't be sent or is not answered is
 * bounded, in bytes for sessions and in number for all commands; what is beyond is dropped and counted. A session is so
 * found elsewhere a moment after its handshake, and one that is to be forgotten while Redis is away is not.
 */
public final class RedisSessionCache implements RemoteSessionCache, AutoCloseable {
    /** The pause between tries of a store that failed. */
    public static final Duration PAUSE = Duration.ofSeconds(1);

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration SHUTDOWN_TIMEOUT = Duration.ofSeconds(1);
    private static final Duration LONGEST_RECONNECT_DELAY = Duration.ofSeconds(1);
    private static final int ID_LENGTH = 32;
    private static final byte[] PREFIX = "tlsgauge:session:".getBytes(StandardCharsets.US_ASCII);
    private static final int MAX_VALUE_LENGTH = 1 << 16;
    private static final Pattern REASON = Pattern.compile("[A-Z]{1,16}");
    private static final int MAX_REASONS = 8;
    private static final int MAX_BYTES_UNDER_WAY = 1 << 22;
    private static final int MAX_COMMANDS_UNDER_WAY = 1 << 13;

    /** Lettuce tells of each try to reconnect; the circuit's notes say what matters. Held, or the level is lost. */
    private static final Logger LETTUCE = Logger.getLogger("io.lettuce.core");

    static {
        LETTUCE.setLevel(Level.OFF);
    }

    private final TicketKeyring keyring;
    private final Duration patience;
    private final Consumer<String> notes;
    private final CircuitBreaker circuit;
    private final Set<String> refusals = ConcurrentHashMap.newKeySet();
    private final StoreCounters counters = new StoreCounters();
    private final Semaphore bytesUnderWay = new Semaphore(MAX_BYTES_UNDER_WAY);
    private final ClientResources resources;
    private final RedisClient client;
    private final RedisURI address;
    private volatile CompletableFuture<StatefulRedisConnection<byte[], byte[]>> connection;

    /**
     * Connects in the background; handshakes are full until it has come about.
     *
     * @param keyring shared by the servers; its lifetime is that of the sessions
     * @param patience the longest wait for an answer
     * @param pause between tries after a failure
     * @param notes takes a line when Redis goes, one when it is back, and one for each reason for which it refuses to write
     */
    public RedisSessionCache(
            InetSocketAddress redis, TicketKeyring keyring, Duration patience, Duration pause, Consumer<String> notes) {
        this.keyring = keyring;
        this.patience = patience;
        this.notes = notes;
        this.circuit = new CircuitBreaker(pause, System.nanoTime());
        this.resources = ClientResources.builder()
                .ioThreadPoolSize(2)
                .computationThreadPoolSize(2)
                .reconnectDelay(
                        Delay.exponential(Duration.ofMillis(10), LONGEST_RECONNECT_DELAY, 2, TimeUnit.MILLISECONDS))
                .build();
        this.client = RedisClient.create(resources);
        client.setOptions(ClientOptions.builder()
                .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .requestQueueSize(MAX_COMMANDS_UNDER_WAY)
                .socketOptions(SocketOptions.builder()
                        .connectTimeout(CONNECT_TIMEOUT)
                        .keepAlive(true)
                        .build())
                .build());
        this.address = RedisURI.builder()
                .withHost(redis.getHostString())
                .withPort(redis.getPort())
                // Lettuce gives every command up after this: no look-up before its patience ends.
                .withTimeout(CONNECT_TIMEOUT.plus(patience))
                .build();
        this.connection = connect();
    }

    /** What has been had of Redis. */
    public StoreCounters counters() {
        return counters;
    }

    /**
     * Waits, some seconds at the most, until Redis is connected to and has answered once, or can't be; returns whether
     * it has. A first look-up takes much longer than a later one, and would open the circuit.
     */
    public boolean awaitConnection() {
        try {
            connection
                    .join()
                    .async()
                    .getrange(key(new byte[ID_LENGTH]), 0, 0)
                    .get(CONNECT_TIMEOUT.toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (CompletionException | ExecutionException | TimeoutException | RedisException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public CompletableFuture<Optional<Session>> lookUp(byte[] id, long nowMillis) {
        if (id.length != ID_LENGTH) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        long asked = System.nanoTime();
        if (!circuit.admits(asked)) {
            counters.skipped.increment();
            return CompletableFuture.completedFuture(Optional.empty());
        }
        // a part of the value, since a whole one could be of any length
        return send(redis -> redis.getrange(key(id), 0, MAX_VALUE_LENGTH - 1L))
                .orTimeout(patience.toNanos(), TimeUnit.NANOSECONDS)
                .handle((value, failure) -> {
                    conclude(asked, failure);
                    return failure == null ? open(value, id, nowMillis) : Optional.empty();
                });
    }

    @Override
    public void put(Session session, long nowMillis) {
        write(session, new SetArgs(), nowMillis);
    }

    @Override
    public void remove(byte[] id) {
        if (id.length != ID_LENGTH) {
            return;
        }
        long asked = System.nanoTime();
        if (!circuit.admits(asked)) {
            counters.dropped.increment();
            return;
        }
        send(redis -> redis.del(key(id))).whenComplete((answer, failure) -> concludeWrite(asked, failure));
    }

    /** Lets go of Redis; writes that are under way may be lost. */
    @Override
    public void close() {
        client.shutdown(Duration.ZERO, SHUTDOWN_TIMEOUT);
        resources.shutdown(0, SHUTDOWN_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void write(Session session, SetArgs how, long nowMillis) {
        long left = session.createdAtMillis() + keyring.lifetimeSeconds() * 1000 - nowMillis;
        byte[] id = session.id();
        long asked = System.nanoTime();
        if (id.length != ID_LENGTH || left <= 0 || !circuit.admits(asked)) {
            counters.dropped.increment();
            return;
        }
        byte[] value = keyring.seal(session, nowMillis);
        if (value.length == 0 || !reserve(value.length)) {
            counters.dropped.increment();
            return;
        }
        send(redis -> redis.set(key(id), value, how.px(left))).whenComplete((answer, failure) -> {
            bytesUnderWay.release(value.length);
            if (answer != null) {
                counters.stored.increment();
            }
            concludeWrite(asked, failure);
        });
    }

    private boolean reserve(int length) {
        boolean room = bytesUnderWay.tryAcquire(length);
        if (!room) {
            // So much is unanswered that Redis is as good as gone.
            openCircuit(System.nanoTime());
        }
        return room;
    }

    private Optional<Session> open(byte[] value, byte[] id, long nowMillis) {
        Optional<OpenedTicket> opened = keyring.open(value, nowMillis);
        (opened.isPresent() ? counters.hits : counters.misses).increment();
        Optional<Session> session = opened.map(found -> found.session().withId(id));
        // only where it still is: another server may have forgotten it meanwhile
        opened.filter(OpenedTicket::renew).ifPresent(older -> write(session.get(), SetArgs.Builder.xx(), nowMillis));
        return session;
    }

    /** One that is refused says nothing of whether sessions can be had. */
    private void concludeWrite(long askedNanos, Throwable failure) {
        if (failure instanceof RedisCommandExecutionException) {
            counters.failures.increment();
            tellRefusal(failure.getMessage());
        } else {
            conclude(askedNanos, failure);
        }
    }

    private void conclude(long askedNanos, Throwable failure) {
        if (failure != null) {
            (failure instanceof TimeoutException ? counters.timeouts : counters.failures).increment();
            openCircuit(askedNanos);
        } else if (circuit.close(askedNanos, System.nanoTime())) {
            notes.accept("Redis at " + where() + " answers again");
        }
    }

    /** Once for each reason, by Redis's word for it, as in {@code OOM}: what follows may repeat what was sent. */
    private void tellRefusal(String message) {
        String reason = message.split(" ", 2)[0];
        if (REASON.matcher(reason).matches() && refusals.size() < MAX_REASONS && refusals.add(reason)) {
            notes.accept("Redis at " + where() + " refuses to write: " + reason);
        }
    }

    private void openCircuit(long askedNanos) {
        if (circuit.open(askedNanos, System.nanoTime())) {
            notes.accept("Redis at " + where() + " does not answer: handshakes are full until it does");
        }
    }

    private String where() {
        return address.getHost() + ":" + address.getPort();
    }

    private <T> CompletableFuture<T> send(Function<RedisAsyncCommands<byte[], byte[]>, RedisFuture<T>> command) {
        CompletableFuture<StatefulRedisConnection<byte[], byte[]>> made = connection;
        if (made.isCompletedExceptionally()) {
            connectAgain(made);
        }
        if (!made.isDone() || made.isCompletedExceptionally()) {
            return CompletableFuture.failedFuture(new RedisException("not connected"));
        }
        try {
            return command.apply(made.join().async()).toCompletableFuture();
        } catch (RedisException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /**
     * Once for all who see it: Lettuce connects again what was connected once; a first time that failed is up to us.
     */
    private synchronized void connectAgain(CompletableFuture<?> failed) {
        if (connection == failed) {
            connection = connect();
        }
    }

    private CompletableFuture<StatefulRedisConnection<byte[], byte[]>> connect() {
        return client.connectAsync(ByteArrayCodec.INSTANCE, address).toCompletableFuture();
    }

    private static byte[] key(byte[] id) {
        byte[] key = new byte[PREFIX.length + ID_LENGTH];
        System.arraycopy(PREFIX, 0, key, 0, PREFIX.length);
        System.arraycopy(id, 0, key, PREFIX.length, ID_LENGTH);
        return key;
    }
}
