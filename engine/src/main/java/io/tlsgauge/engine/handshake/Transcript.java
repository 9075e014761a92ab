package io.tlsgauge.engine.handshake;

import io.tlsgauge.engine.crypto.Digest;
import io.tlsgauge.engine.crypto.DigestProvider;
import io.tlsgauge.engine.crypto.HashAlgorithm;
import java.util.Arrays;

/**
 * The handshake messages sent and received so far, as a running digest: no message is kept once the cipher suite, and
 * so the hash, is known; but for a handshake in which a client may sign them all, with a hash of its own choice.
 */
public final class Transcript {
    private final DigestProvider digests;
    private byte[] messages = {};
    private boolean keepsMessages = true;
    private HashAlgorithm algorithm;
    private Digest digest;

    /** An empty transcript. */
    public Transcript(DigestProvider digests) {
        this.digests = digests;
    }

    /** Takes a message, header and body. */
    public void add(byte[] bytes, int offset, int length) {
        if (digest != null) {
            digest.update(bytes, offset, length);
        }
        if (keepsMessages) {
            int kept = messages.length;
            messages = Arrays.copyOf(messages, kept + length);
            System.arraycopy(bytes, offset, messages, kept, length);
        }
    }

    /** Takes a received message. */
    public void add(ReceivedMessage received) {
        add(received.bytes(), received.offset(), received.length());
    }

    /** Says which hash the handshake uses, and whether {@link #messages()} may be asked for; called once. */
    public void start(HashAlgorithm hashAlgorithm, boolean keepMessages) {
        algorithm = hashAlgorithm;
        digest = digests.newDigest(hashAlgorithm);
        digest.update(messages, 0, messages.length);
        keepsMessages = keepMessages;
        if (!keepMessages) {
            messages = null;
        }
    }

    /** The hash of all messages so far; the transcript goes on. */
    public byte[] hash() {
        byte[] hash = new byte[algorithm.length()];
        digest.copy().digest(hash, 0);
        return hash;
    }

    /** All messages so far, which are then forgotten: what a client signs (RFC 5246 §7.4.8). */
    public byte[] messages() {
        byte[] all = messages;
        messages = null;
        keepsMessages = false;
        return all;
    }
}
