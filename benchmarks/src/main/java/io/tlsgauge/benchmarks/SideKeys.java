package io.tlsgauge.benchmarks;

import io.tlsgauge.engine.alert.TlsException;
import io.tlsgauge.engine.crypto.CipherSuite;
import io.tlsgauge.engine.crypto.PrfLabel;
import io.tlsgauge.engine.crypto.PrfSecret;
import io.tlsgauge.engine.crypto.RecordCipherProvider;
import io.tlsgauge.engine.record.RecordOpener;
import io.tlsgauge.engine.record.RecordSealer;
import io.tlsgauge.engine.record.tls12.RecordProtection;
import io.tlsgauge.engine.wire.ContentType;
import java.security.SecureRandom;

/** The record keys of one side, as {@link HandshakeFloor} needs them: fresh ones each time, for one record each way. */
final class SideKeys {
    private static final int ROOM = 256;

    private final RecordProtection protection;
    private final boolean isClient;
    private final SecureRandom random;
    private final byte[] block;
    private final byte[][] macKeys;
    private final byte[][] keys;
    private final byte[][] ivs;
    private final byte[] sealed = new byte[ROOM];
    private RecordSealer sealer;
    private RecordOpener opener;

    SideKeys(RecordCipherProvider ciphers, CipherSuite suite, boolean isClient, SecureRandom random) {
        this.protection = new RecordProtection(ciphers, suite, false);
        this.isClient = isClient;
        this.random = random;
        this.macKeys = new byte[2][protection.macKeyLength()];
        this.keys = new byte[2][suite.keyLength()];
        this.ivs = new byte[2][protection.fixedIvLength()];
        this.block = new byte[2 * (macKeys[0].length + keys[0].length + ivs[0].length)];
    }

    void derive(PrfSecret secret, byte[] randoms) {
        secret.expand(PrfLabel.KEY_EXPANSION, randoms, block, 0, block.length);
        int position = 0;
        for (byte[][] parts : new byte[][][] {macKeys, keys, ivs}) {
            for (byte[] part : parts) {
                System.arraycopy(block, position, part, 0, part.length);
                position += part.length;
            }
        }
        int own = isClient ? 0 : 1;
        sealer = protection.sealer(macKeys[own], keys[own], ivs[own], random);
        opener = protection.opener(macKeys[1 - own], keys[1 - own], ivs[1 - own]);
    }

    /** The record's fragment, which is overwritten by the next one; it has the length that {@link #open} expects. */
    byte[] seal(byte[] plaintext) {
        System.arraycopy(plaintext, 0, sealed, sealer.prefixLength(), plaintext.length);
        sealer.seal(0, ContentType.HANDSHAKE, sealed, sealer.prefixLength(), plaintext.length);
        return sealed;
    }

    void open(byte[] other, byte[] out) throws TlsException {
        opener.open(0, ContentType.HANDSHAKE, other, 0, sealer.sealedLength(16), out, 0);
    }

    void close() {
        sealer.close();
        opener.close();
    }
}
