package io.tlsgauge.engine.jsse;

import io.tlsgauge.engine.TlsConnection;
import io.tlsgauge.engine.alert.TlsException;
import io.tlsgauge.engine.handshake.HandshakeSummary;
import io.tlsgauge.engine.session.HandshakeKind;
import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSession;

/**
 * A {@link TlsConnection} with the life cycle of {@link SSLEngine}: one record is read a call, as many as there is room
 * for are written, which is a flight, and in each state the status is the one that the JDK's own engine would tell.
 */
final class TlsEngine extends ConfigurableEngine {
    private static final int HEADER_LENGTH = 5;
    private static final int APPLICATION_DATA = 23;
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final EngineCredentials credentials;
    private final ServerSessions serverSessions;
    private final ClientSessions clientSessions;
    private final HandshakeView handshake = new HandshakeView(true);
    private Boolean clientMode;
    private boolean closedUnused;
    private TlsConnection connection;
    private Optional<EngineSession> offered = Optional.empty();
    private Optional<HandshakeSummary> finished = Optional.empty();
    private boolean finishedUntold;
    /** Null until a handshake is done, or somebody asks for the null session that stands before. */
    private EngineSession session;

    /** As the last call left it: asked for between all others, and so read without the lock. */
    private final AtomicReference<HandshakeStatus> noted = new AtomicReference<>(HandshakeStatus.NOT_HANDSHAKING);

    private Runnable task;
    private boolean taskTaken;
    private SSLException failure;

    TlsEngine(EngineCredentials credentials, ServerSessions serverSessions, ClientSessions clientSessions) {
        this(credentials, serverSessions, clientSessions, null, -1);
    }

    TlsEngine(
            EngineCredentials credentials,
            ServerSessions serverSessions,
            ClientSessions clientSessions,
            String peerHost,
            int peerPort) {
        super(peerHost, peerPort);
        this.credentials = credentials;
        this.serverSessions = serverSessions;
        this.clientSessions = clientSessions;
    }

    @Override
    public synchronized void beginHandshake() throws SSLException {
        if (connection == null) {
            if (closedUnused) {
                throw new SSLException("the engine is closed");
            }
            start();
        } else if (!connection.isEstablished() || connection.isHandshaking() || connection.hasAsked()) {
            return;
        } else if (connection.isOutboundClosed()) {
            throw new SSLException("the engine is closed");
        } else {
            renegotiate();
        }
        noteStatus();
    }

    @Override
    public synchronized SSLEngineResult wrap(ByteBuffer[] sources, int offset, int length, ByteBuffer target)
            throws SSLException {
        BufferSequence application = new BufferSequence(sources, offset, length);
        if (target == null) {
            throw new IllegalArgumentException("the target is null");
        }
        if (target.isReadOnly()) {
            throw new ReadOnlyBufferException();
        }
        throwFailure();
        if (outboundDone()) {
            return result(Status.CLOSED, 0, 0);
        }
        start();
        int taken = 0;
        if (!connection.hasOutput() && mayWrite()) {
            int chunk = Math.min(application.remaining(), connection.maxPlaintextLength());
            if (chunk > 0 && target.remaining() < connection.recordLength(chunk)) {
                return result(Status.BUFFER_OVERFLOW, 0, 0);
            }
            taken = chunk == 0 ? 0 : connection.write(application.peek(chunk));
            application.skip(taken);
        }
        int next = connection.nextRecordLength();
        if (target.remaining() < next) {
            return result(Status.BUFFER_OVERFLOW, taken, 0);
        }
        int produced = 0;
        while (next > 0 && target.remaining() >= next) {
            int limit = target.limit();
            produced += connection.transmit(target.limit(target.position() + next));
            target.limit(limit);
            next = connection.nextRecordLength();
        }
        return result(outboundDone() ? Status.CLOSED : Status.OK, taken, produced);
    }

    @Override
    public synchronized SSLEngineResult unwrap(ByteBuffer source, ByteBuffer[] targets, int offset, int length)
            throws SSLException {
        BufferSequence application = new BufferSequence(targets, offset, length).requireWritable();
        if (source == null) {
            throw new IllegalArgumentException("the source is null");
        }
        throwFailure();
        if (inboundDone()) {
            return result(Status.CLOSED, 0, 0);
        }
        start();
        if (task != null || connection.hasOutput() && !connection.isEstablished()) {
            return result(Status.OK, 0, 0);
        }
        return source.remaining() < HEADER_LENGTH
                ? result(Status.BUFFER_UNDERFLOW, 0, 0)
                : unwrapRecord(source, application);
    }

    private SSLEngineResult unwrapRecord(ByteBuffer source, BufferSequence application) throws SSLException {
        int start = source.position();
        int limit = source.limit();
        int body = (source.get(start + 3) & 0xff) << 8 | source.get(start + 4) & 0xff;
        int length = Math.min(source.remaining(), HEADER_LENGTH + body);
        int room = length == HEADER_LENGTH + body && source.get(start) == APPLICATION_DATA && connection.isEstablished()
                ? connection.maxPlaintextLength(body)
                : 0;
        if (application.remaining() < room) {
            return result(Status.BUFFER_OVERFLOW, 0, 0);
        }
        ByteBuffer plaintext = application.room(room);
        int before = plaintext.position();
        int consumed = 0;
        try {
            advance(source.limit(start + length), plaintext);
            consumed = source.position() - start;
        } finally {
            source.limit(limit).position(start + consumed);
        }
        int produced = plaintext.position() - before;
        application.scatter(plaintext);
        if (consumed == 0) {
            return result(Status.BUFFER_UNDERFLOW, 0, 0);
        }
        return result(inboundDone() ? Status.CLOSED : Status.OK, consumed, produced);
    }

    @Override
    public synchronized Runnable getDelegatedTask() {
        if (task == null || taskTaken) {
            return null;
        }
        taskTaken = true;
        Runnable work = task;
        return () -> {
            work.run();
            afterTask();
        };
    }

    private synchronized void afterTask() {
        task = null;
        taskTaken = false;
        try {
            advance(NOTHING.duplicate(), NOTHING.duplicate());
        } catch (SSLException e) {
            failure = e;
        }
        noteStatus();
    }

    @Override
    public synchronized void closeInbound() throws SSLException {
        if (connection == null) {
            closedUnused = true;
        } else {
            try {
                connection.endOfInput();
            } finally {
                noteStatus();
            }
        }
    }

    @Override
    public synchronized boolean isInboundDone() {
        return inboundDone();
    }

    @Override
    public synchronized void closeOutbound() {
        if (connection == null) {
            closedUnused = true;
        } else {
            connection.close();
            noteStatus();
        }
    }

    @Override
    public synchronized boolean isOutboundDone() {
        return outboundDone();
    }

    @Override
    public HandshakeStatus getHandshakeStatus() {
        return noted.getAcquire();
    }

    @Override
    public synchronized SSLSession getSession() {
        if (session == null) {
            session = new EngineSession(
                    serverSessions,
                    Optional.empty(),
                    Optional.ofNullable(getPeerHost()),
                    getPeerPort(),
                    new HandshakeView(false));
        }
        return session;
    }

    @Override
    public synchronized SSLSession getHandshakeSession() {
        return connection == null || !connection.isHandshaking()
                ? null
                : new EngineSession(
                        sessions(), Optional.empty(), Optional.ofNullable(getPeerHost()), getPeerPort(), handshake);
    }

    @Override
    public synchronized void setUseClientMode(boolean client) {
        if (connection != null) {
            throw new IllegalArgumentException("the mode cannot be changed once the handshake has begun");
        }
        clientMode = client;
    }

    @Override
    public synchronized boolean getUseClientMode() {
        return clientMode != null && clientMode;
    }

    @Override
    public synchronized String getApplicationProtocol() {
        return finished.map(summary -> summary.applicationProtocol().orElse("")).orElse(null);
    }

    @Override
    public synchronized String getHandshakeApplicationProtocol() {
        return connection == null || !connection.isHandshaking() ? null : handshake.applicationProtocol();
    }

    private boolean inboundDone() {
        return connection == null ? closedUnused : connection.isInboundClosed();
    }

    private boolean outboundDone() {
        return connection == null ? closedUnused : connection.isOutboundClosed() && !connection.hasOutput();
    }

    private HandshakeStatus handshakeStatus() {
        if (connection == null) {
            return HandshakeStatus.NOT_HANDSHAKING;
        }
        if (connection.hasOutput()) {
            return HandshakeStatus.NEED_WRAP;
        }
        if (connection.isInboundClosed()) {
            return HandshakeStatus.NOT_HANDSHAKING;
        }
        if (task != null) {
            return HandshakeStatus.NEED_TASK;
        }
        return connection.isHandshaking() || connection.hasAsked() && !connection.isOutboundClosed()
                ? HandshakeStatus.NEED_UNWRAP
                : HandshakeStatus.NOT_HANDSHAKING;
    }

    private HandshakeStatus noteStatus() {
        HandshakeStatus now = handshakeStatus();
        noted.setRelease(now);
        return now;
    }

    private void start() throws SSLException {
        if (connection != null) {
            return;
        }
        if (clientMode == null) {
            throw new IllegalStateException("the engine is neither client nor server: call setUseClientMode");
        }
        if (clientMode) {
            settings.serverNames().ifPresent(handshake::requestedServerNames);
            offered = peer().flatMap(clientSessions::find);
            connection =
                    TlsConnection.client(configs().client(), serverName(), offered.flatMap(EngineSession::session));
        } else {
            connection = TlsConnection.server(configs().server(serverSessions));
        }
    }

    private void renegotiate() throws SSLException {
        try {
            connection.renegotiate(
                    clientMode ? configs().client() : configs().server(serverSessions), session.isValid());
        } catch (IllegalStateException e) {
            throw handshakeFailure(e);
        }
    }

    private EngineConfigs configs() {
        return new EngineConfigs(credentials, settings, this, handshake);
    }

    private void advance(ByteBuffer record, ByteBuffer plaintext) throws SSLException {
        boolean handshaking = connection.isHandshaking();
        try {
            TlsConnection.Status status = connection.receive(record, plaintext);
            if (status == TlsConnection.Status.NEEDS_TASK) {
                task = connection.task();
            } else if (status == TlsConnection.Status.CLOSED) {
                connection.close();
            }
        } catch (TlsException e) {
            if (session != null) {
                session.invalidate();
            }
            offered.ifPresent(EngineSession::invalidate);
            noteStatus();
            throw handshaking ? handshakeFailure(e) : e;
        }
        if (connection.isEstablished() && connection.summary() != finished.orElse(null)) {
            finish(connection.summary());
        }
    }

    private void finish(HandshakeSummary summary) {
        boolean another = finished.isPresent();
        finished = Optional.of(summary);
        finishedUntold = true;
        handshake.requestedServerName(summary.serverName());
        Optional<EngineSession> known = known(summary, another);
        if (known.isPresent()) {
            session = known.get();
            session.resumed(summary.session());
            return;
        }
        session = new EngineSession(
                sessions(),
                Optional.of(summary.session()),
                Optional.ofNullable(getPeerHost()),
                getPeerPort(),
                handshake);
        if (clientMode) {
            peer().ifPresent(peer -> clientSessions.keep(peer, session));
        } else {
            serverSessions.keep(session);
        }
    }

    /** The session as it is known and kept already, with what callers bound to it, where one was resumed. */
    private Optional<EngineSession> known(HandshakeSummary summary, boolean another) {
        if (summary.kind() == HandshakeKind.FULL) {
            return Optional.empty();
        }
        if (clientMode) {
            return another ? Optional.of(session) : offered;
        }
        return summary.kind() == HandshakeKind.SESSION_ID
                ? serverSessions.find(summary.session().id())
                : Optional.empty();
    }

    private EngineSessions sessions() {
        return clientMode ? clientSessions : serverSessions;
    }

    /** Whose session may be resumed; empty where the caller does not say whom it reaches. */
    private Optional<ClientSessions.Peer> peer() {
        return Optional.ofNullable(getPeerHost())
                .map(host -> new ClientSessions.Peer(
                        host.toLowerCase(Locale.ROOT),
                        getPeerPort(),
                        serverName(),
                        settings.endpointIdentificationAlgorithm().orElse("")));
    }

    /** The name to send: the one that the caller gives, otherwise the host of the engine. */
    private String serverName() {
        return settings.serverNames()
                .map(names -> names.stream()
                        .filter(SNIHostName.class::isInstance)
                        .map(SNIServerName::getEncoded)
                        .map(String::new)
                        .findFirst()
                        .orElse(""))
                .orElse(getPeerHost() == null ? "" : getPeerHost());
    }

    private boolean mayWrite() {
        return connection.isEstablished() && !connection.isOutboundClosed();
    }

    private void throwFailure() throws SSLException {
        if (failure != null) {
            SSLException thrown = failure;
            failure = null;
            throw thrown;
        }
    }

    private static SSLException handshakeFailure(Exception cause) {
        return (SSLException) new SSLHandshakeException(cause.getMessage()).initCause(cause);
    }

    private SSLEngineResult result(Status status, int consumed, int produced) {
        if (connection != null && inboundDone() && outboundDone()) {
            connection.release();
        }
        HandshakeStatus handshakeStatus = noteStatus();
        if (finishedUntold && handshakeStatus == HandshakeStatus.NOT_HANDSHAKING) {
            finishedUntold = false;
            handshakeStatus = HandshakeStatus.FINISHED;
        }
        return new SSLEngineResult(status, handshakeStatus, consumed, produced);
    }
}
