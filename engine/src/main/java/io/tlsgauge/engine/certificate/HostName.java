package io.tlsgauge.engine.certificate;

import io.tlsgauge.engine.alert.AlertDescription;
import io.tlsgauge.engine.alert.TlsException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The host a client means to reach, to be found among the names of a certificate (RFC 9525 §6).
 *
 * <p>Only the subjectAltName counts, never the subject. An IP address matches an iPAddress of the same
 * bytes. A DNS name matches a dNSName without regard to case or a trailing dot; the left-most label of
 * the dNSName may be {@code *} alone, which stands for exactly one label, with at least two labels after
 * it. International names are given as A-labels (RFC 5890); a name with any character beyond ASCII
 * matches nothing, because its lower case may be another name.
 */
public final class HostName {
    private static final int DNS_NAME = 2;
    private static final int IP_ADDRESS = 7;
    private static final int NAMES_IN_MESSAGE = 8;

    private static final Pattern DNS = Pattern.compile("[a-z0-9_-]+(\\.[a-z0-9_-]+)*");
    private static final Pattern IPV6 = Pattern.compile("[0-9a-f.]*:[0-9a-f:.]*");
    private static final String OCTET = "(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";
    private static final Pattern IPV4 = Pattern.compile("(" + OCTET + "\\.){3}" + OCTET);

    private final String given;
    private final String name;
    private final Optional<byte[]> address;

    private HostName(String given) {
        this.given = given;
        this.name = normalized(given);
        this.address = address(given);
    }

    /** The host as the client gives it: a DNS name, or an IPv4 or IPv6 address without brackets. */
    public static HostName of(String host) {
        return new HostName(host);
    }

    /** Whether the certificate names this host. */
    public boolean isNamedBy(X509Certificate certificate) {
        try {
            requireNamedBy(certificate);
            return true;
        } catch (TlsException e) {
            return false;
        }
    }

    /**
     * Returns if the certificate names this host.
     *
     * @throws TlsException with {@code bad_certificate}, and the names that the certificate has
     */
    void requireNamedBy(X509Certificate certificate) throws TlsException {
        List<String> names = new ArrayList<>();
        for (List<?> entry : alternativeNames(certificate)) {
            int type = (Integer) entry.get(0);
            if (type != DNS_NAME && type != IP_ADDRESS) {
                continue;
            }
            String alternative = (String) entry.get(1);
            if (type == DNS_NAME ? matchesDnsName(alternative) : matchesAddress(alternative)) {
                return;
            }
            names.add(Printable.text(alternative));
        }
        throw new TlsException(
                AlertDescription.BAD_CERTIFICATE,
                "the certificate of "
                        + Printable.subject(certificate)
                        + " is not for "
                        + Printable.text(given)
                        + ": "
                        + listed(names));
    }

    private boolean matchesDnsName(String pattern) {
        if (address.isPresent() || !DNS.matcher(name).matches()) {
            return false;
        }
        String wanted = normalized(pattern);
        if (!wanted.startsWith("*.")) {
            return wanted.equals(name);
        }
        String parent = wanted.substring(1);
        int firstDot = name.indexOf('.');
        return parent.indexOf('.', 1) > 0
                && firstDot > 0
                && name.substring(firstDot).equals(parent);
    }

    private boolean matchesAddress(String literal) {
        return address.isPresent()
                && address(literal)
                        .filter(other -> Arrays.equals(other, address.get()))
                        .isPresent();
    }

    private static Collection<List<?>> alternativeNames(X509Certificate certificate) throws TlsException {
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            return names == null ? List.of() : names;
        } catch (CertificateParsingException e) {
            throw new TlsException(
                    AlertDescription.BAD_CERTIFICATE,
                    "the names in the certificate of " + Printable.subject(certificate) + " cannot be read",
                    e);
        }
    }

    private static String listed(List<String> names) {
        if (names.isEmpty()) {
            return "it has no subjectAltName with a DNS name or an address";
        }
        String shown = String.join(", ", names.subList(0, Math.min(names.size(), NAMES_IN_MESSAGE)));
        int more = names.size() - NAMES_IN_MESSAGE;
        return "its names are " + shown + (more > 0 ? " and " + more + " more" : "");
    }

    /** Without a trailing dot and in lower case; as it is where it is not ASCII. */
    private static String normalized(String name) {
        String bare = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
        for (int i = 0; i < bare.length(); i++) {
            if (bare.charAt(i) >= 0x80) {
                return bare;
            }
        }
        return bare.toLowerCase(Locale.ROOT);
    }

    /** The bytes of an address literal; never asks a name service. */
    private static Optional<byte[]> address(String literal) {
        String text = normalized(literal);
        // Most hosts are names, which their last character tells sooner than a pattern.
        boolean mayBeIpv4 = !literal.isEmpty() && Character.isDigit(literal.charAt(literal.length() - 1));
        boolean mayBeIpv6 = literal.indexOf(':') >= 0;
        if (!(mayBeIpv4 && IPV4.matcher(literal).matches())
                && !(mayBeIpv6 && IPV6.matcher(text).matches())) {
            return Optional.empty();
        }
        try {
            // In brackets, whatever is no IPv6 address is refused rather than looked up.
            String host = literal.indexOf(':') < 0 ? literal : "[" + text + "]";
            return Optional.of(InetAddress.getByName(host).getAddress());
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }
}
