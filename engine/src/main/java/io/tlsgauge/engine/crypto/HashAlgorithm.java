package io.tlsgauge.engine.crypto;

/** The digests of TLS 1.2's PRF and MACs, with their JCA names and sizes in bytes. */
public enum HashAlgorithm {
    SHA1("SHA-1", 20, 64, 8),
    SHA256("SHA-256", 32, 64, 8),
    SHA384("SHA-384", 48, 128, 16);

    private final String jcaName;
    private final int length;
    private final int blockLength;
    private final int lengthFieldLength;

    HashAlgorithm(String jcaName, int length, int blockLength, int lengthFieldLength) {
        this.jcaName = jcaName;
        this.length = length;
        this.blockLength = blockLength;
        this.lengthFieldLength = lengthFieldLength;
    }

    /** The name under which the JCA knows the digest. */
    public String jcaName() {
        return jcaName;
    }

    /** The digest's length in bytes. */
    public int length() {
        return length;
    }

    /** The compression function's input length in bytes, which is also HMAC's pad length. */
    public int blockLength() {
        return blockLength;
    }

    /** The bytes that the message's length takes in the digest's own padding (FIPS 180-4 §5.1). */
    public int lengthFieldLength() {
        return lengthFieldLength;
    }
}
