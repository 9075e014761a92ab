package io.tlsgauge.results.demand;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The share of each kind among all connections.
 *
 * @param shares from 0 to 1, together 1; a kind that is not there has none
 */
public record Mix(Map<Kind, Double> shares) {
    private static final Pattern PART = Pattern.compile("([a-z]+)=([0-9]{1,3}(?:\\.[0-9]{1,6})?)");
    /** What three shares lose together where each is written with {@link #DECIMALS}. */
    private static final double TOLERANCE = 3e-6;

    private static final int DECIMALS = 6;

    public Mix {
        EnumMap<Kind, Double> copy = new EnumMap<>(Kind.class);
        shares.forEach((kind, share) -> {
            if (share > 0) {
                copy.put(kind, share);
            }
        });
        shares = Collections.unmodifiableMap(copy);
    }

    /**
     * Reads a mix as users write it, such as {@code full=10,id=30,ticket=60}.
     *
     * @throws IllegalArgumentException with the value and the mend
     */
    @JsonCreator
    public static Mix parse(String text) {
        EnumMap<Kind, Double> shares = new EnumMap<>(Kind.class);
        double sum = 0;
        for (String part : text.split(",", -1)) {
            Matcher matcher = PART.matcher(part);
            Kind kind = matcher.matches() ? Kind.ofLabel(matcher.group(1)).orElse(null) : null;
            if (kind == null || shares.containsKey(kind)) {
                throw new IllegalArgumentException("'" + text
                        + "': give each of full, id and ticket once at the most, as in full=10,id=30,ticket=60");
            }
            double percent = Double.parseDouble(matcher.group(2));
            shares.put(kind, percent);
            sum += percent;
        }
        if (Math.abs(sum - 100) > TOLERANCE) {
            throw new IllegalArgumentException(
                    "'" + text + "' adds up to " + number(sum) + ": give percentages that add up to 100");
        }
        // shares that add up to 1 nearly would leave draws that are of no kind
        double whole = sum;
        shares.replaceAll((kind, percent) -> percent / whole);
        return new Mix(shares);
    }

    /** The share of a kind, from 0 to 1. */
    public double share(Kind kind) {
        return shares.getOrDefault(kind, 0.0);
    }

    /** Full handshakes, in percent. */
    public double full() {
        return 100 * share(Kind.FULL);
    }

    /** Resumptions by session ID, in percent. */
    public double id() {
        return 100 * share(Kind.SESSION_ID);
    }

    /** Resumptions by ticket, in percent. */
    public double ticket() {
        return 100 * share(Kind.TICKET);
    }

    /** The kinds that have a share. */
    public List<Kind> kinds() {
        return List.copyOf(shares.keySet());
    }

    /** The share of both resumptions. */
    public double resumed() {
        return share(Kind.SESSION_ID) + share(Kind.TICKET);
    }

    /** This mix when some of its resumptions become full handshakes, by ID and by ticket alike. */
    public Mix losing(double share) {
        double left = (resumed() - share) / resumed();
        return new Mix(Map.of(
                Kind.FULL,
                share(Kind.FULL) + share,
                Kind.SESSION_ID,
                share(Kind.SESSION_ID) * left,
                Kind.TICKET,
                share(Kind.TICKET) * left));
    }

    /** This mix when a share of one kind becomes full handshakes. */
    public Mix losing(Kind kind, double share) {
        EnumMap<Kind, Double> changed = new EnumMap<>(Kind.class);
        changed.putAll(shares);
        changed.put(kind, Math.max(0, share(kind) - share));
        changed.merge(Kind.FULL, share, Double::sum);
        return new Mix(changed);
    }

    /** As users write it. */
    @Override
    @JsonValue
    public String toString() {
        return shares.entrySet().stream()
                .map(share -> share.getKey().label() + "=" + number(share.getValue() * 100))
                .collect(Collectors.joining(","));
    }

    private static String number(double percent) {
        BigDecimal rounded = BigDecimal.valueOf(percent).setScale(DECIMALS, RoundingMode.HALF_EVEN);
        return rounded.stripTrailingZeros().toPlainString();
    }
}
