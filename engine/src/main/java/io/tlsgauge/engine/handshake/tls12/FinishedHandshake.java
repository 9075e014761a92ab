package io.tlsgauge.engine.handshake.tls12;

import io.tlsgauge.engine.handshake.HandshakeSummary;
import java.util.Arrays;

/**
 * What a renegotiation is bound to (RFC 5746 §3.1).
 *
 * @param clientVerifyData of the client's Finished
 * @param serverVerifyData of the server's Finished
 * @param renegotiations how many handshakes the peer has started on the connection since the first
 */
record FinishedHandshake(
        HandshakeSummary summary, byte[] clientVerifyData, byte[] serverVerifyData, int renegotiations) {
    /** What the renegotiation_info of the next ServerHello holds. */
    byte[] bothVerifyData() {
        byte[] both = Arrays.copyOf(clientVerifyData, clientVerifyData.length + serverVerifyData.length);
        System.arraycopy(serverVerifyData, 0, both, clientVerifyData.length, serverVerifyData.length);
        return both;
    }

    /** The same, after the peer has started another. */
    FinishedHandshake withRenegotiation() {
        return new FinishedHandshake(summary, clientVerifyData, serverVerifyData, renegotiations + 1);
    }
}
