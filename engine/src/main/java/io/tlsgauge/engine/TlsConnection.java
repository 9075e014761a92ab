package io.tlsgauge.engine;

import io.tlsgauge.engine.alert.AlertDescription;
import io.tlsgauge.engine.alert.TlsException;
import io.tlsgauge.engine.config.ClientConfig;
import io.tlsgauge.engine.config.ServerConfig;
import io.tlsgauge.engine.config.TlsConfig;
import io.tlsgauge.engine.handshake.Deferred;
import io.tlsgauge.engine.handshake.HandshakeChannel;
import io.tlsgauge.engine.handshake.HandshakeDefragmenter;
import io.tlsgauge.engine.handshake.HandshakeState;
import io.tlsgauge.engine.handshake.HandshakeSummary;
import io.tlsgauge.engine.handshake.ReceivedMessage;
import io.tlsgauge.engine.handshake.tls12.ExpectClientHello;
import io.tlsgauge.engine.handshake.tls12.ExpectServerHello;
import io.tlsgauge.engine.record.RecordReader;
import io.tlsgauge.engine.record.RecordWriter;
import io.tlsgauge.engine.session.RemoteSessionCache;
import io.tlsgauge.engine.session.Session;
import io.tlsgauge.engine.wire.Alert;
import io.tlsgauge.engine.wire.ContentType;
import io.tlsgauge.engine.wire.ProtocolVersion;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

/**
 * One TLS connection, client or server, sans-IO: received bytes go in, bytes to send come out, and the
 * caller moves them. Used by one thread at a time; only a {@link #task()} may run elsewhere.
 *
 * <p>A failure is a {@link TlsException}, after which the connection is closed; where this side found the
 * fault, the alert that tells the peer stands in the output and should still be transmitted.
 */
public final class TlsConnection {
    /** Why {@link #receive} stopped. */
    public enum Status {
        /** All whole records were taken; more bytes are needed. */
        NEEDS_INPUT,
        /** {@link #task()} must be run first. */
        NEEDS_TASK,
        /** Application data waits for room; at most 16384 bytes are ever needed. */
        NEEDS_ROOM,
        /** The peer sent close_notify; nothing more will come. */
        CLOSED
    }

    /** The most bytes that a record takes on the wire, header included (RFC 5246 §6.2.3). */
    public static final int MAX_RECORD_LENGTH = 5 + (1 << 14) + 2048;

    private static final int MAX_PENDING_OUTPUT = 1 << 17;
    private static final int MAX_WARNINGS = 16;
    private static final int MAX_WRITE = 1 << 14;
    private static final int MAX_REUSES = 1024;

    private TlsConfig config;
    private final RecordReader reader = new RecordReader();
    private final RecordWriter writer = new RecordWriter();
    private final HandshakeDefragmenter defragmenter = new HandshakeDefragmenter(reader);
    private final HandshakeChannel channel;
    private HandshakeState state;
    /** Whether {@link #state} has no summary, which would be too dear to ask of it for each record. */
    private boolean handshaking;

    private HandshakeSummary established;
    private boolean rekeying;
    private int undeliveredOffset;
    private int undeliveredLength;
    private int warnings;
    private boolean inboundClosed;
    private boolean outboundClosed;
    private int reuses;

    private TlsConnection(TlsConfig config) {
        this.config = config;
        this.channel = new HandshakeChannel(reader, writer);
    }

    /** A server's side of a new connection. */
    public static TlsConnection server(ServerConfig config) {
        TlsConnection connection = new TlsConnection(Objects.requireNonNull(config, "config"));
        connection.startServer(config);
        return connection;
    }

    /**
     * A client's side of a new connection, whose ClientHello stands in the output.
     *
     * @param host the name or address that the server's certificate must bear
     * @param resume a session to be resumed, as an earlier connection's {@link #summary()} gave it
     */
    public static TlsConnection client(ClientConfig config, String host, Optional<Session> resume) {
        TlsConnection connection = new TlsConnection(Objects.requireNonNull(config, "config"));
        connection.startClient(config, host, resume);
        return connection;
    }

    /**
     * Forgets this connection, its keys and all that waits to be sent, and gives a new one, a server's side, in its
     * room: nothing is left of the old but buffers that need not be made again.
     *
     * <p>Once in a while all is made anew nevertheless: objects that live long are moved by the collector to where they
     * may share cache lines with another thread's, and are written to behind its barrier, with a fence.
     *
     * @return mostly this object; where it is another, this one is not to be used any more
     */
    public TlsConnection reuse(ServerConfig newConfig) {
        if (++reuses > MAX_REUSES) {
            release();
            return server(newConfig);
        }
        reset(newConfig);
        startServer(newConfig);
        return this;
    }

    /** Forgets this connection, and gives a new one, a client's side, in its room, as {@link #client} does. */
    public TlsConnection reuse(ClientConfig newConfig, String host, Optional<Session> resume) {
        if (++reuses > MAX_REUSES) {
            release();
            return client(newConfig, host, resume);
        }
        reset(newConfig);
        startClient(newConfig, host, resume);
        return this;
    }

    /**
     * Takes as many whole records as it can.
     *
     * @param network received bytes; a record that is not whole yet is left there
     * @param application takes decrypted application data
     * @throws TlsException if the connection fails
     */
    public Status receive(ByteBuffer network, ByteBuffer application) throws TlsException {
        try {
            return advance(network, application);
        } catch (TlsException e) {
            throw fail(e);
        } catch (RuntimeException e) {
            throw fail(new TlsException(AlertDescription.INTERNAL_ERROR, "the engine failed: " + e, e));
        }
    }

    /**
     * What {@link Status#NEEDS_TASK} asks for, costly work or the waiting for an {@link #answer()}; it may run on any
     * thread, once.
     *
     * @throws IllegalStateException if there is none
     */
    public Runnable task() {
        return deferred();
    }

    /**
     * What the {@link #task()} waits for, where it does no work, as the answer of a {@link RemoteSessionCache}. A
     * thread that has other connections runs the task once this is complete, and so is not held up.
     *
     * @throws IllegalStateException if there is no task
     */
    public Optional<CompletionStage<?>> answer() {
        return deferred().answer();
    }

    /** Whether there are bytes to be transmitted. */
    public boolean hasOutput() {
        return !writer.isEmpty();
    }

    /**
     * Moves bytes to be sent into {@code network}.
     *
     * @return how many bytes were moved
     */
    public int transmit(ByteBuffer network) {
        return writer.transmit(network);
    }

    /** The length in bytes of the next record that {@link #transmit} will move; 0 where there is none. */
    public int nextRecordLength() {
        return writer.nextRecordLength();
    }

    /** The length in bytes of the record that so many bytes of application data will take. */
    public int recordLength(int plaintextLength) {
        return writer.recordLength(plaintextLength);
    }

    /** The most bytes of application data that go into one record. */
    public int maxPlaintextLength() {
        return writer.maxPlaintext();
    }

    /** The most bytes of application data that a received record with a body of so many bytes can yield. */
    public int maxPlaintextLength(int receivedBodyLength) {
        return reader.maxPlaintextLength(receivedBodyLength);
    }

    /**
     * Takes application data to be sent, as much as the bounded output allows; the rest is left.
     *
     * <p>When a key has protected as many records as it may, nothing more is taken until another handshake has
     * brought a new one; where none can be had, the connection is closed.
     *
     * @return how many bytes were taken, none where output must be transmitted first or another handshake goes on
     * @throws IllegalStateException if no handshake is done, or the connection closed
     */
    public int write(ByteBuffer application) {
        if (!isEstablished() || outboundClosed) {
            throw new IllegalStateException("no application data can be sent in " + state());
        }
        int taken = 0;
        while (application.hasRemaining() && writer.pending() < MAX_PENDING_OUTPUT && mayWrite()) {
            byte[] chunk = new byte[Math.min(application.remaining(), MAX_WRITE)];
            application.get(chunk);
            writer.write(ContentType.APPLICATION_DATA, chunk, 0, chunk.length);
            taken += chunk.length;
        }
        return taken;
    }

    /**
     * Starts another handshake on the connection, or asks the client for one (RFC 5746); application data that is
     * under way meanwhile is delivered.
     *
     * @param resume whether it may be an abbreviated one
     * @throws IllegalStateException if no handshake is done, another goes on, the connection is closed, or the peer
     *     does not know secure renegotiation
     */
    public void renegotiate(boolean resume) {
        renegotiate(config, resume);
    }

    /**
     * Starts another handshake by other settings, as a server does that asks for a client's certificate only where
     * one is needed.
     *
     * @param newConfig what this handshake and all that follow go by; the number of records under a key, too
     * @param resume whether it may be an abbreviated one
     * @throws IllegalArgumentException if the settings are the other side's
     * @throws IllegalStateException as {@link #renegotiate(boolean)}
     */
    public void renegotiate(TlsConfig newConfig, boolean resume) {
        if (newConfig.getClass() != config.getClass()) {
            throw new IllegalArgumentException(
                    "the settings are a " + newConfig.getClass().getSimpleName() + ": give a "
                            + config.getClass().getSimpleName());
        }
        if (outboundClosed) {
            throw new IllegalStateException("the connection is closed");
        }
        become(state.renegotiate(newConfig, resume));
        config = newConfig;
    }

    /**
     * Says that the transport has ended. The session stays fit to be resumed (RFC 5246 §7.2.1).
     *
     * @throws TlsException if the peer did not say so by close_notify: what came may be cut short
     */
    public void endOfInput() throws TlsException {
        if (!inboundClosed) {
            inboundClosed = true;
            close();
            throw new TlsException(
                            AlertDescription.UNEXPECTED_MESSAGE, "the peer ended the transport without close_notify")
                    .in(state());
        }
    }

    /**
     * Gives the connection up for a reason of the caller's own, as where too much work waits already: the fatal alert
     * that tells the peer stands in the output. A task that is waiting, or being run, is not waited for.
     *
     * @param why what is said of it here
     * @return the failure, as {@link #receive} would have thrown it
     */
    public TlsException abort(AlertDescription alert, String why) {
        return fail(new TlsException(alert, why));
    }

    /** Sends close_notify (RFC 5246 §7.2.1); nothing can be written afterwards. */
    public void close() {
        if (!outboundClosed) {
            outboundClosed = true;
            channel.flush();
            sendLast(new Alert(false, AlertDescription.CLOSE_NOTIFY));
        }
    }

    /** Forgets the keys, where the connection will not be used any more. */
    public void release() {
        inboundClosed = true;
        outboundClosed = true;
        reader.close();
        writer.close();
    }

    /** Whether nothing more will be sent but what stands in the output. */
    public boolean isOutboundClosed() {
        return outboundClosed;
    }

    /** Whether nothing more will be received. */
    public boolean isInboundClosed() {
        return inboundClosed;
    }

    /** Whether a handshake is done. */
    public boolean isEstablished() {
        return established != null;
    }

    /** Whether a handshake goes on, the first or another. */
    public boolean isHandshaking() {
        return handshaking;
    }

    /** Whether a server has asked for another handshake, which its client has neither begun nor refused. */
    public boolean hasAsked() {
        return state.hasAsked();
    }

    /**
     * The outcome of the last handshake that is done.
     *
     * @throws IllegalStateException if none is
     */
    public HandshakeSummary summary() {
        if (established == null) {
            throw new IllegalStateException("the handshake is not done: " + state() + " is awaited");
        }
        return established;
    }

    /** What is awaited, such as {@code ExpectClientHello}. */
    public String state() {
        return state.name();
    }

    private void startServer(ServerConfig server) {
        state = new ExpectClientHello(server, channel);
        handshaking = true;
    }

    private void startClient(ClientConfig client, String host, Optional<Session> resume) {
        // Servers of old refuse a first record of a version they don't know (RFC 5246 appendix E.1).
        writer.version(ProtocolVersion.TLS_1_0);
        state = ExpectServerHello.start(client, channel, Objects.requireNonNull(host, "host"), resume);
        handshaking = true;
        channel.flush();
    }

    private void reset(TlsConfig newConfig) {
        config = Objects.requireNonNull(newConfig, "config");
        reader.reset();
        writer.reset();
        defragmenter.reset();
        channel.reset();
        established = null;
        rekeying = false;
        undeliveredOffset = 0;
        undeliveredLength = 0;
        warnings = 0;
        inboundClosed = false;
        outboundClosed = false;
    }

    private Deferred deferred() {
        if (state instanceof Deferred deferred) {
            return deferred;
        }
        throw new IllegalStateException("no task is waiting in " + state());
    }

    private boolean mayWrite() {
        if (isHandshaking() || rekeying || outboundClosed) {
            return false;
        }
        if (writer.recordsUnderKey() < config.recordsPerKey()) {
            return true;
        }
        if (summary().secureRenegotiation() && config.maxRenegotiations() > 0) {
            rekeying = true;
            renegotiate(true);
        } else {
            close();
        }
        return false;
    }

    private Status advance(ByteBuffer network, ByteBuffer application) throws TlsException {
        while (true) {
            if (state instanceof Deferred deferred) {
                if (!deferred.isDone()) {
                    if (config.delegateTasks()) {
                        defragmenter.keepRest();
                        return Status.NEEDS_TASK;
                    }
                    deferred.run();
                }
                become(deferred.resume());
                continue;
            }
            Optional<ReceivedMessage> message = defragmenter.next(state);
            if (message.isPresent()) {
                become(state.handle(message.get()));
                continue;
            }
            defragmenter.keepRest();
            if (!deliver(application)) {
                return Status.NEEDS_ROOM;
            }
            if (inboundClosed) {
                return Status.CLOSED;
            }
            Optional<ContentType> type = reader.read(network);
            if (type.isEmpty()) {
                return Status.NEEDS_INPUT;
            }
            take(type.get());
        }
    }

    private void become(HandshakeState next) {
        state = next;
        channel.flush();
        Optional<HandshakeSummary> summary = next.summary();
        handshaking = summary.isEmpty();
        // One handshake may be just like the last: which it is, the object tells.
        if (summary.isPresent() && summary.get() != established) {
            rekeying = false;
            established = summary.get();
        }
    }

    private void take(ContentType type) throws TlsException {
        if (type != ContentType.HANDSHAKE && !defragmenter.isEmpty()) {
            throw new TlsException(
                    AlertDescription.UNEXPECTED_MESSAGE,
                    "a record of type " + type + " cuts a handshake message in two");
        }
        switch (type) {
            case HANDSHAKE -> defragmenter.feed();
            case CHANGE_CIPHER_SPEC -> takeChangeCipherSpec();
            case ALERT -> takeAlert(Alert.decode(reader.fragment(), reader.offset(), reader.length()));
            case APPLICATION_DATA -> takeApplicationData();
        }
    }

    private void takeChangeCipherSpec() throws TlsException {
        if (reader.length() != 1 || reader.fragment()[reader.offset()] != 1) {
            throw new TlsException(
                    AlertDescription.DECODE_ERROR, "ChangeCipherSpec is not the one byte 1 (RFC 5246 §7.1)");
        }
        become(state.handleChangeCipherSpec());
    }

    private void takeAlert(Alert alert) throws TlsException {
        if (alert.description() == AlertDescription.CLOSE_NOTIFY) {
            inboundClosed = true;
        } else if (alert.fatal()) {
            throw TlsException.fromPeer(alert.description(), state());
        } else if (alert.description() == AlertDescription.NO_RENEGOTIATION) {
            become(state.handleNoRenegotiation());
            if (rekeying) {
                close();
            }
        } else if (++warnings > MAX_WARNINGS) {
            throw new TlsException(
                    AlertDescription.UNEXPECTED_MESSAGE, "the peer sent more than " + MAX_WARNINGS + " warnings");
        }
    }

    private void takeApplicationData() throws TlsException {
        if (!isEstablished() || !state.admitsApplicationData()) {
            throw new TlsException(
                    AlertDescription.UNEXPECTED_MESSAGE, "application data came before the handshake was done");
        }
        undeliveredOffset = reader.offset();
        undeliveredLength = reader.length();
    }

    private boolean deliver(ByteBuffer application) {
        int count = Math.min(undeliveredLength, application.remaining());
        if (count > 0) {
            application.put(reader.fragment(), undeliveredOffset, count);
            undeliveredOffset += count;
            undeliveredLength -= count;
        }
        return undeliveredLength == 0;
    }

    private TlsException fail(TlsException failure) {
        TlsException complete = failure.in(state());
        forgetSession();
        inboundClosed = true;
        if (!outboundClosed) {
            outboundClosed = true;
            if (failure.origin() == TlsException.Origin.LOCAL) {
                channel.flush();
                sendLast(new Alert(true, failure.alert()));
            }
        }
        return complete;
    }

    /** A session whose connection ended in a fatal alert is not resumed by ID again (RFC 5246 §7.2.2). */
    private void forgetSession() {
        if (config instanceof ServerConfig server && server.sessionCache().isPresent()) {
            Stream.concat(
                            state.session().stream(),
                            Stream.ofNullable(established).map(HandshakeSummary::session))
                    .filter(session -> session.id().length > 0)
                    .forEach(session -> server.sessionCache().get().remove(session.id()));
        }
    }

    private void sendLast(Alert alert) {
        writer.write(ContentType.ALERT, alert.encode(), 0, Alert.LENGTH);
        writer.end();
    }
}
