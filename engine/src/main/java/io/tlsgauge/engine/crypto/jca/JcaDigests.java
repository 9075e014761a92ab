package io.tlsgauge.engine.crypto.jca;

import io.tlsgauge.engine.crypto.Digest;
import io.tlsgauge.engine.crypto.DigestProvider;
import io.tlsgauge.engine.crypto.HashAlgorithm;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.util.EnumMap;
import java.util.Map;

/** Digests as copies of an empty one, which costs a fraction of a look-up by name. */
final class JcaDigests implements DigestProvider {
    private final Map<HashAlgorithm, JcaDigest> empty = new EnumMap<>(HashAlgorithm.class);

    JcaDigests(Provider provider) {
        for (HashAlgorithm algorithm : HashAlgorithm.values()) {
            try {
                empty.put(algorithm, new JcaDigest(MessageDigest.getInstance(algorithm.jcaName(), provider)));
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(provider.getName() + " has no " + algorithm.jcaName(), e);
            }
        }
    }

    @Override
    public Digest newDigest(HashAlgorithm algorithm) {
        return empty.get(algorithm).copy();
    }

    private record JcaDigest(MessageDigest digest) implements Digest {
        @Override
        public void update(byte[] bytes, int offset, int length) {
            digest.update(bytes, offset, length);
        }

        @Override
        public void digest(byte[] out, int offset) {
            try {
                digest.digest(out, offset, digest.getDigestLength());
            } catch (DigestException e) {
                throw new IllegalArgumentException("no room for the digest", e);
            }
        }

        @Override
        public Digest copy() {
            try {
                return new JcaDigest((MessageDigest) digest.clone());
            } catch (CloneNotSupportedException e) {
                throw new IllegalStateException(digest.getAlgorithm() + " can't be copied", e);
            }
        }
    }
}
