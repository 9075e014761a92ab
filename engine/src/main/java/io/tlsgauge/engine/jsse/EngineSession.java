package io.tlsgauge.engine.jsse;

import io.tlsgauge.engine.TlsConnection;
import io.tlsgauge.engine.session.Session;
import java.security.Principal;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSessionBindingEvent;
import javax.net.ssl.SSLSessionBindingListener;
import javax.net.ssl.SSLSessionContext;

/** A finished handshake's session, or the null session before there is one. */
final class EngineSession extends ExtendedSSLSession {
    private static final int APPLICATION_BUFFER_SIZE = 1 << 14;
    private static final String NO_CIPHER_SUITE = "SSL_NULL_WITH_NULL_NULL";
    private static final byte[] NO_ID = {};

    private final EngineSessions context;
    private volatile Optional<Session> session;
    private final Optional<String> peerHost;
    private final int peerPort;
    private final HandshakeView handshake;
    private final Map<String, Object> values = new ConcurrentHashMap<>();
    private volatile long lastAccessedTime;
    private volatile boolean valid;

    /**
     * @param context where the session is kept for resumption
     * @param session empty of the null session
     * @param handshake what was said in the handshake that came to it
     */
    EngineSession(
            EngineSessions context,
            Optional<Session> session,
            Optional<String> peerHost,
            int peerPort,
            HandshakeView handshake) {
        this.context = context;
        this.session = session;
        this.peerHost = peerHost;
        this.peerPort = peerPort;
        this.handshake = handshake;
        this.lastAccessedTime = getCreationTime();
        this.valid = session.isPresent();
    }

    Optional<Session> session() {
        return session;
    }

    /**
     * Notes that a connection resumed it, which may have brought a new ticket. What is the same already is not written:
     * connections of many threads may resume one session.
     */
    void resumed(Session renewed) {
        if (session.orElse(null) != renewed) {
            session = Optional.of(renewed);
        }
        long now = System.currentTimeMillis();
        if (lastAccessedTime != now) {
            lastAccessedTime = now;
        }
    }

    @Override
    public byte[] getId() {
        return session.map(Session::id).orElse(NO_ID).clone();
    }

    @Override
    public SSLSessionContext getSessionContext() {
        return session.isPresent() ? context : null;
    }

    @Override
    public long getCreationTime() {
        Optional<Session> present = session;
        return present.isPresent() ? present.get().createdAtMillis() : handshake.seenAtMillis();
    }

    @Override
    public long getLastAccessedTime() {
        return lastAccessedTime;
    }

    @Override
    public void invalidate() {
        valid = false;
        context.forget(this);
    }

    @Override
    public boolean isValid() {
        return valid;
    }

    @Override
    public void putValue(String name, Object value) {
        Object old = values.put(Objects.requireNonNull(name, "name"), Objects.requireNonNull(value, "value"));
        unbound(name, old);
        if (value instanceof SSLSessionBindingListener listener) {
            listener.valueBound(new SSLSessionBindingEvent(this, name));
        }
    }

    @Override
    public Object getValue(String name) {
        return values.get(name);
    }

    @Override
    public void removeValue(String name) {
        unbound(name, values.remove(name));
    }

    @Override
    public String[] getValueNames() {
        return values.keySet().toArray(new String[0]);
    }

    @Override
    public Certificate[] getPeerCertificates() throws SSLPeerUnverifiedException {
        List<X509Certificate> chain = session.map(Session::peerCertificates).orElseGet(handshake::peerCertificates);
        if (chain.isEmpty()) {
            throw new SSLPeerUnverifiedException("the peer showed no certificate");
        }
        return chain.toArray(new Certificate[0]);
    }

    @Override
    public Certificate[] getLocalCertificates() {
        List<X509Certificate> chain = session.map(Session::localCertificates).orElse(List.of());
        return chain.isEmpty() ? null : chain.toArray(new Certificate[0]);
    }

    @Override
    public Principal getPeerPrincipal() throws SSLPeerUnverifiedException {
        return ((X509Certificate) getPeerCertificates()[0]).getSubjectX500Principal();
    }

    @Override
    public Principal getLocalPrincipal() {
        Certificate[] local = getLocalCertificates();
        return local == null ? null : ((X509Certificate) local[0]).getSubjectX500Principal();
    }

    @Override
    public String getCipherSuite() {
        return session.map(known -> known.cipherSuite().name()).orElse(NO_CIPHER_SUITE);
    }

    @Override
    public String getProtocol() {
        return session.isPresent() || handshake.isStarted() ? "TLSv1.2" : "NONE";
    }

    @Override
    public String getPeerHost() {
        return peerHost.orElse(null);
    }

    @Override
    public int getPeerPort() {
        return peerPort;
    }

    @Override
    public int getPacketBufferSize() {
        return TlsConnection.MAX_RECORD_LENGTH;
    }

    @Override
    public int getApplicationBufferSize() {
        return APPLICATION_BUFFER_SIZE;
    }

    @Override
    public String[] getLocalSupportedSignatureAlgorithms() {
        return HandshakeView.localAlgorithms();
    }

    @Override
    public String[] getPeerSupportedSignatureAlgorithms() {
        return handshake.peerAlgorithms();
    }

    @Override
    public List<SNIServerName> getRequestedServerNames() {
        return handshake.requestedServerNames();
    }

    @Override
    public List<byte[]> getStatusResponses() {
        return handshake.statusResponses();
    }

    private void unbound(String name, Object value) {
        if (value instanceof SSLSessionBindingListener listener) {
            listener.valueUnbound(new SSLSessionBindingEvent(this, name));
        }
    }

    /** Sessions are the same where their IDs are; those without one are themselves alone. */
    @Override
    public boolean equals(Object other) {
        return other == this
                || other instanceof SSLSession that && getId().length > 0 && Arrays.equals(getId(), that.getId());
    }

    @Override
    public int hashCode() {
        byte[] id = getId();
        return id.length > 0 ? Arrays.hashCode(id) : System.identityHashCode(this);
    }
}
