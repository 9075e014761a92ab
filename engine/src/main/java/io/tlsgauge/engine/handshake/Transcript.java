package io.tlsgauge.engine.handshake;

import io.tlsgauge.engine.crypto.Digest;
import io.tlsgauge.engine.crypto.DigestProvider;
import io.tlsgauge.engine.crypto.HashAlgorithm;
import java.io.ByteArrayOutputStream;

/**
 * The handshake messages sent and received so far, as a running digest: no message is kept once the
 * cipher suite, and so the hash, is known.
 */
public final class Transcript {
    private final DigestProvider digests;
    private ByteArrayOutputStream beforeHashIsKnown = new ByteArrayOutputStream(512);
    private HashAlgorithm algorithm;
    private Digest digest;

    /** An empty transcript. */
    public Transcript(DigestProvider digests) {
        this.digests = digests;
    }

    /** Takes a message, header and body. */
    public void add(byte[] bytes, int offset, int length) {
        if (digest == null) {
            beforeHashIsKnown.write(bytes, offset, length);
        } else {
            digest.update(bytes, offset, length);
        }
    }

    /** Takes a received message. */
    public void add(ReceivedMessage received) {
        add(received.bytes(), received.offset(), received.length());
    }

    /** Says which hash the handshake uses; called once. */
    public void start(HashAlgorithm hashAlgorithm) {
        algorithm = hashAlgorithm;
        digest = digests.newDigest(hashAlgorithm);
        byte[] early = beforeHashIsKnown.toByteArray();
        digest.update(early, 0, early.length);
        beforeHashIsKnown = null;
    }

    /** The hash of all messages so far; the transcript goes on. */
    public byte[] hash() {
        byte[] hash = new byte[algorithm.length()];
        digest.copy().digest(hash, 0);
        return hash;
    }
}
