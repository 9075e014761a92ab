package io.tlsgauge.engine.jsse;

import io.tlsgauge.engine.crypto.Crypto;
import java.security.InvalidParameterException;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.util.List;
import java.util.Map;

/**
 * The engine as a provider of {@code javax.net.ssl}.
 *
 * <pre>{@code
 * SSLContext context = SSLContext.getInstance("TLSv1.2", new TlsGaugeProvider());
 * }</pre>
 *
 * <p>The cryptography is that of {@code jdk}; {@code configure("rsa=bc,prf=jdk,cipher=jdk")} gives a provider with
 * another (see {@link Crypto}); {@link #getInfo()} names it, also what {@code auto} picked.
 */
public final class TlsGaugeProvider extends Provider {
    private static final String NAME = "TlsGauge";
    private static final String VERSION = "0.1";
    private static final String PROTOCOL = "TLSv1.2";

    private final transient Crypto crypto;

    /** The provider with the JDK's cryptography. */
    public TlsGaugeProvider() {
        this(Crypto.of("jdk"));
    }

    private TlsGaugeProvider(Crypto crypto) {
        super(NAME, VERSION, "tlsgauge: TLS 1.2 handshakes, measured; cryptography: " + crypto);
        this.crypto = crypto;
        putService(new ContextService(this));
    }

    /**
     * A provider with other cryptography.
     *
     * @param specification as {@link Crypto#of} takes it
     * @throws InvalidParameterException naming the part and the mend, if there is no such choice
     */
    @Override
    public Provider configure(String specification) {
        try {
            return new TlsGaugeProvider(Crypto.of(specification));
        } catch (IllegalArgumentException e) {
            throw (InvalidParameterException) new InvalidParameterException(e.getMessage()).initCause(e);
        }
    }

    @Override
    public boolean isConfigured() {
        return true;
    }

    /** {@code TLS} is another name of it: many callers ask for nothing else. */
    private static final class ContextService extends Service {
        private final Crypto crypto;

        ContextService(TlsGaugeProvider provider) {
            super(provider, "SSLContext", PROTOCOL, EngineContext.class.getName(), List.of("TLS"), Map.of());
            this.crypto = provider.crypto;
        }

        @Override
        public Object newInstance(Object parameter) throws NoSuchAlgorithmException {
            return new EngineContext(crypto);
        }
    }
}
