package io.tlsgauge.engine.handshake.tls12;

import io.tlsgauge.engine.alert.TlsException;
import io.tlsgauge.engine.config.Identity;
import io.tlsgauge.engine.config.ServerConfig;
import io.tlsgauge.engine.crypto.ConstantTime;
import io.tlsgauge.engine.crypto.Pkcs1;
import io.tlsgauge.engine.handshake.Deferred;
import io.tlsgauge.engine.wire.ClientKeyExchange;
import java.util.Arrays;

/**
 * The premaster secret that the client encrypted under the server's RSA key.
 *
 * <p>Whatever is decrypted, the same path follows (RFC 5246 §7.4.7.1, Bleichenbacher's and Klima's
 * attacks): a random premaster secret is drawn first, the padding and the version are checked without a
 * branch, and one of the two is selected by mask. A client that does not know the right one fails at its
 * Finished, with the same alert and after the same work. A ciphertext of another length than the
 * modulus, which is public, takes that path too.
 */
final class RsaPremasterSecret implements PremasterSecretSource {
    private static final int LENGTH = 48;

    private final Negotiation<ServerConfig> negotiation;
    private final Identity identity;

    RsaPremasterSecret(Negotiation<ServerConfig> negotiation, Identity identity) {
        this.negotiation = negotiation;
        this.identity = identity;
    }

    @Override
    public Deferred.Work<byte[]> premasterSecret(ClientKeyExchange message) throws TlsException {
        byte[] encrypted = message.encryptedPremasterSecret();
        return () -> decrypt(encrypted);
    }

    private byte[] decrypt(byte[] encrypted) {
        byte[] random = new byte[LENGTH];
        negotiation.config().random().nextBytes(random);
        byte[] ciphertext = Arrays.copyOf(encrypted, identity.modulusLength());
        byte[] block = identity.rsaPrivateOperation().apply(ciphertext);
        byte[] decrypted = new byte[LENGTH];
        int right = Pkcs1.unpad(block, decrypted);
        int version = negotiation.clientHello().version();
        right &= ConstantTime.eq(decrypted[0] & 0xff, version >>> 8);
        right &= ConstantTime.eq(decrypted[1] & 0xff, version & 0xff);
        right &= ConstantTime.eq(encrypted.length, ciphertext.length);
        byte[] premasterSecret = new byte[LENGTH];
        ConstantTime.select(right, decrypted, random, premasterSecret);
        Arrays.fill(block, (byte) 0);
        Arrays.fill(decrypted, (byte) 0);
        Arrays.fill(random, (byte) 0);
        return premasterSecret;
    }
}
