package io.tlsgauge.engine.jsse;

import java.util.Arrays;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSessionContext;

/** The sessions of a context that one side may resume, bounded in number and in time. */
abstract class EngineSessions implements SSLSessionContext {
    /** As many and as long as the JDK's own. */
    private static final int DEFAULT_SIZE = 20_480;

    private static final int DEFAULT_TIMEOUT_SECONDS = 86_400;

    private volatile int size = DEFAULT_SIZE;
    private volatile int timeoutSeconds = DEFAULT_TIMEOUT_SECONDS;

    /** Forgets a session, which is then not resumed any more. */
    abstract void forget(EngineSession session);

    /** Drops what is too old or too much after a change of the bounds. */
    abstract void trim();

    abstract List<EngineSession> all();

    /** The lifetime in milliseconds; of no end where the timeout is 0. */
    final long lifetimeMillis() {
        int seconds = timeoutSeconds;
        return seconds == 0 ? Long.MAX_VALUE : seconds * 1000L;
    }

    /** The most sessions; of no bound where the size is 0. */
    final int capacity() {
        int most = size;
        return most == 0 ? Integer.MAX_VALUE : most;
    }

    @Override
    public final SSLSession getSession(byte[] sessionId) {
        return all().stream()
                .filter(session -> Arrays.equals(session.getId(), sessionId))
                .findFirst()
                .orElse(null);
    }

    @Override
    public final Enumeration<byte[]> getIds() {
        return Collections.enumeration(all().stream().map(EngineSession::getId).toList());
    }

    @Override
    public final void setSessionTimeout(int seconds) {
        if (seconds < 0) {
            throw new IllegalArgumentException("the session timeout is " + seconds + " seconds: give 0 or more");
        }
        timeoutSeconds = seconds;
        trim();
    }

    @Override
    public final int getSessionTimeout() {
        return timeoutSeconds;
    }

    @Override
    public final void setSessionCacheSize(int sessions) {
        if (sessions < 0) {
            throw new IllegalArgumentException("the session cache's size is " + sessions + ": give 0 or more");
        }
        size = sessions;
        trim();
    }

    @Override
    public final int getSessionCacheSize() {
        return size;
    }
}
