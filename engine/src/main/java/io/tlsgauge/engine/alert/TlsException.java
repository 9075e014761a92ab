package io.tlsgauge.engine.alert;

import java.util.Objects;
import javax.net.ssl.SSLException;

/**
 * The one way in which a TLS connection fails: a fatal alert, sent or received, and a sentence.
 *
 * <p>The sentence names the message, the state that met it and the offending value; it never holds
 * key material.
 */
public final class TlsException extends SSLException {
    /** Which side gave up. */
    public enum Origin {
        /** This side found the fault, and sends the alert. */
        LOCAL,
        /** The peer sent the alert. */
        PEER
    }

    private final AlertDescription alert;
    private final Origin origin;

    /** A fault found on this side: the alert that tells the peer, and what was wrong. */
    public TlsException(AlertDescription alert, String detail) {
        this(alert, detail, null);
    }

    /** A fault found on this side, with its cause. */
    public TlsException(AlertDescription alert, String detail, Throwable cause) {
        this(alert, Origin.LOCAL, detail, cause);
    }

    private TlsException(AlertDescription alert, Origin origin, String message, Throwable cause) {
        super(message, cause);
        this.alert = Objects.requireNonNull(alert, "alert");
        this.origin = origin;
    }

    /** A fatal alert received from the peer while {@code state} was awaited. */
    public static TlsException fromPeer(AlertDescription alert, String state) {
        return new TlsException(alert, Origin.PEER, "the peer sent the fatal alert " + alert + " in " + state, null);
    }

    /** The same fault, its sentence completed with the state in which it was met and the alert. */
    public TlsException in(String state) {
        return origin == Origin.PEER
                ? this
                : new TlsException(alert, origin, getMessage() + " (" + alert + " in " + state + ")", this);
    }

    /** The alert sent or received. */
    public AlertDescription alert() {
        return alert;
    }

    /** Which side gave up. */
    public Origin origin() {
        return origin;
    }
}
