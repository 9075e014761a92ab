package io.tlsgauge.engine.handshake;

import io.tlsgauge.engine.crypto.Digest;
import io.tlsgauge.engine.crypto.DigestProvider;
import io.tlsgauge.engine.crypto.HashAlgorithm;
import io.tlsgauge.engine.wire.WireWriter;

/**
 * The handshake messages sent and received so far, as a running digest: no message is kept once the cipher suite, and
 * so the hash, is known; but for a handshake in which a client may sign them all, with a hash of its own choice.
 */
public final class Transcript {
    private WireWriter messages = new WireWriter(0);
    private boolean keepsMessages;
    private Digest digest;
    private byte[] hash = {};

    /** Forgets the last handshake, and is the empty transcript of another. */
    public void begin() {
        if (keepsMessages) {
            // All messages of a handshake are much to hold; of most, there is but a ClientHello.
            messages = new WireWriter(0);
        }
        messages.clear();
        keepsMessages = true;
        digest = null;
    }

    /** Takes a message, header and body. */
    public void add(byte[] bytes, int offset, int length) {
        if (digest != null) {
            digest.update(bytes, offset, length);
        }
        if (keepsMessages) {
            messages.opaque(bytes, offset, length);
        }
    }

    /** Takes a received message. */
    public void add(ReceivedMessage received) {
        add(received.bytes(), received.offset(), received.length());
    }

    /** Says which hash the handshake uses, and whether {@link #messages()} may be asked for; called once. */
    public void start(DigestProvider digests, HashAlgorithm algorithm, boolean keepMessages) {
        if (hash.length != algorithm.length()) {
            hash = new byte[algorithm.length()];
        }
        digest = digests.newDigest(algorithm);
        digest.update(messages.array(), 0, messages.length());
        keepsMessages = keepMessages;
    }

    /** The hash of all messages so far; the transcript goes on. */
    public byte[] hash() {
        return currentHash().clone();
    }

    /** The same, in an array of the transcript's own that holds it until it is asked for again: for a Finished. */
    public byte[] currentHash() {
        digest.copy().digest(hash, 0);
        return hash;
    }

    /** The same for the last Finished: the transcript does not go on, which saves a copy of the digest. */
    public byte[] lastHash() {
        digest.digest(hash, 0);
        digest = null;
        return hash;
    }

    /** All messages so far, which are then forgotten: what a client signs (RFC 5246 §7.4.8). */
    public byte[] messages() {
        byte[] all = messages.toByteArray();
        messages = new WireWriter(0);
        keepsMessages = false;
        return all;
    }
}
