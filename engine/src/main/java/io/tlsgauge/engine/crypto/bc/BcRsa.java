package io.tlsgauge.engine.crypto.bc;

import io.tlsgauge.engine.crypto.RsaProvider;
import java.math.BigInteger;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import org.bouncycastle.crypto.engines.RSABlindedEngine;
import org.bouncycastle.crypto.params.RSAKeyParameters;
import org.bouncycastle.crypto.params.RSAPrivateCrtKeyParameters;

/** The bare RSA operations by Bouncy Castle's blinded engine. */
final class BcRsa implements RsaProvider {
    @Override
    public PrivateOperation privateOperation(RSAPrivateKey key) {
        RSAKeyParameters parameters = key instanceof RSAPrivateCrtKey crt
                ? new RSAPrivateCrtKeyParameters(
                        crt.getModulus(),
                        crt.getPublicExponent(),
                        crt.getPrivateExponent(),
                        crt.getPrimeP(),
                        crt.getPrimeQ(),
                        crt.getPrimeExponentP(),
                        crt.getPrimeExponentQ(),
                        crt.getCrtCoefficient())
                : new RSAKeyParameters(true, key.getModulus(), key.getPrivateExponent());
        BigInteger modulus = key.getModulus();
        return block -> new BigInteger(1, block).compareTo(modulus) < 0
                ? apply(false, parameters, block)
                : new byte[block.length];
    }

    @Override
    public byte[] publicOperation(RSAPublicKey key, byte[] block) {
        return apply(true, new RSAKeyParameters(false, key.getModulus(), key.getPublicExponent()), block);
    }

    private static byte[] apply(boolean encrypt, RSAKeyParameters parameters, byte[] block) {
        RSABlindedEngine engine = new RSABlindedEngine();
        engine.init(encrypt, parameters);
        byte[] result = engine.processBlock(block, 0, block.length);
        byte[] whole = new byte[block.length];
        System.arraycopy(result, 0, whole, whole.length - result.length, result.length);
        return whole;
    }
}
