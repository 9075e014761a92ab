package io.tlsgauge.engine.crypto.bc;

import io.tlsgauge.engine.crypto.Digest;
import io.tlsgauge.engine.crypto.DigestProvider;
import io.tlsgauge.engine.crypto.HashAlgorithm;
import org.bouncycastle.crypto.ExtendedDigest;
import org.bouncycastle.crypto.digests.SHA1Digest;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SHA384Digest;
import org.bouncycastle.util.Memoable;

/** Bouncy Castle's digests. */
final class BcDigests implements DigestProvider {
    @Override
    public Digest newDigest(HashAlgorithm algorithm) {
        return switch (algorithm) {
            case SHA1 -> new BcDigest<>(new SHA1Digest());
            case SHA256 -> new BcDigest<>(new SHA256Digest());
            case SHA384 -> new BcDigest<>(new SHA384Digest());
        };
    }

    private record BcDigest<D extends ExtendedDigest & Memoable>(D digest) implements Digest {
        @Override
        public void update(byte[] bytes, int offset, int length) {
            digest.update(bytes, offset, length);
        }

        @Override
        public void digest(byte[] out, int offset) {
            digest.doFinal(out, offset);
        }

        @Override
        @SuppressWarnings("unchecked")
        public Digest copy() {
            return new BcDigest<>((D) digest.copy());
        }
    }
}
