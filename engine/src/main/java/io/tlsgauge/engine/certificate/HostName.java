package io.tlsgauge.engine.certificate;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** A host's name or address, to be found among a certificate's subjectAltNames (RFC 9525 §6). */
final class HostName {
    private static final int DNS_NAME = 2;
    private static final int IP_ADDRESS = 7;
    private static final Pattern ADDRESS = Pattern.compile("[0-9]+(\\.[0-9]+){3}|.*:.*");

    private final String name;
    private final boolean address;

    HostName(String host) {
        String lower = host.toLowerCase(Locale.ROOT);
        this.address = ADDRESS.matcher(lower).matches();
        this.name = address ? canonicalAddress(lower) : withoutTrailingDot(lower);
    }

    boolean isNamedBy(X509Certificate certificate) {
        return names(certificate, address ? IP_ADDRESS : DNS_NAME).stream()
                .anyMatch(presented -> address ? canonicalAddress(presented).equals(name) : matches(presented));
    }

    /** The names that the certificate has, for an error to tell. */
    static List<String> allNames(X509Certificate certificate) {
        List<String> names = new ArrayList<>(names(certificate, DNS_NAME));
        names.addAll(names(certificate, IP_ADDRESS));
        return names;
    }

    /** One wildcard, alone in the left-most label, before two labels at least (RFC 9525 §6.3). */
    private boolean matches(String presented) {
        String pattern = withoutTrailingDot(presented.toLowerCase(Locale.ROOT));
        if (!pattern.startsWith("*.")) {
            return pattern.equals(name);
        }
        String parent = pattern.substring(1);
        int firstDot = name.indexOf('.');
        return firstDot > 0
                && parent.indexOf('.', 1) > 0
                && name.substring(firstDot).equals(parent);
    }

    private static List<String> names(X509Certificate certificate, int type) {
        List<String> names = new ArrayList<>();
        try {
            Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
            for (List<?> alternative : alternatives == null ? List.<List<?>>of() : alternatives) {
                if (alternative.get(0).equals(type) && alternative.get(1) instanceof String value) {
                    names.add(value);
                }
            }
        } catch (CertificateParsingException e) {
            return List.of();
        }
        return names;
    }

    private static String withoutTrailingDot(String name) {
        return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    }

    /** Both sides of a comparison go through the certificate library's own form of an address. */
    private static String canonicalAddress(String address) {
        try {
            return InetAddress.getByName(address).getHostAddress();
        } catch (UnknownHostException e) {
            return address;
        }
    }
}
