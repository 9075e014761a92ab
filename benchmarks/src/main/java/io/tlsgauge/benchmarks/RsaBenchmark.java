package io.tlsgauge.benchmarks;

import io.tlsgauge.benchmarks.certificate.CertificateChain;
import io.tlsgauge.engine.crypto.Crypto;
import io.tlsgauge.engine.crypto.FastKeyErasureRandom;
import io.tlsgauge.engine.crypto.Pkcs1;
import io.tlsgauge.engine.crypto.RsaProvider;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The RSA operations of a full handshake: the server's private one with the unpadding, which is nearly all of
 * its cost, and the client's public one with the padding.
 *
 * <p>Each decryption proves that it gave the premaster secret back. The ciphertext is the same each time, which
 * does not matter to RSA: the private operation is blinded.
 *
 * <pre>java -jar benchmarks.jar RsaBenchmark -p provider=jdk,bc -p keyBits=2048,4096</pre>
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
@State(Scope.Benchmark)
public class RsaBenchmark {
    private static final int PREMASTER_SECRET_LENGTH = 48;

    /** The crypto provider, or a mix of them. */
    @Param("jdk")
    public String provider;

    /** The modulus in bits. */
    @Param({"2048", "3072", "4096"})
    public int keyBits;

    private final FastKeyErasureRandom random = new FastKeyErasureRandom();
    private final byte[] premasterSecret = new byte[PREMASTER_SECRET_LENGTH];
    private RsaProvider rsa;
    private RSAPublicKey publicKey;
    private RsaProvider.PrivateOperation privateOperation;
    private byte[] encrypted;

    /** Makes a key and a ciphertext. */
    @Setup(Level.Trial)
    public void prepare() {
        CertificateChain chain = CertificateChain.rsa(keyBits);
        rsa = Crypto.of(provider).rsa();
        publicKey = (RSAPublicKey) chain.chain().get(0).getPublicKey();
        privateOperation = rsa.privateOperation((RSAPrivateKey) chain.key());
        random.nextBytes(premasterSecret);
        encrypted = encrypt();
    }

    /** The client's part. */
    @Benchmark
    public byte[] encrypt() {
        return rsa.publicOperation(publicKey, Pkcs1.encryptionBlock(premasterSecret, keyBits / 8, random));
    }

    /** The server's part. */
    @Benchmark
    public byte[] decrypt() {
        byte[] decrypted = new byte[PREMASTER_SECRET_LENGTH];
        if (Pkcs1.unpad(privateOperation.apply(encrypted), decrypted) == 0
                || decrypted[PREMASTER_SECRET_LENGTH - 1] != premasterSecret[PREMASTER_SECRET_LENGTH - 1]) {
            throw new IllegalStateException("the premaster secret did not come back");
        }
        return decrypted;
    }
}
