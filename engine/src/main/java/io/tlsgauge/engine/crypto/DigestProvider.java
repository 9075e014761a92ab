package io.tlsgauge.engine.crypto;

/** Makes digests. Safe for use by several threads. */
public interface DigestProvider {
    /** A new, empty digest. */
    Digest newDigest(HashAlgorithm algorithm);
}
