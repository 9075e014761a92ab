package io.tlsgauge.results.load;

import java.util.Locale;

/** What planners fear, put on a server in the middle third of a load. */
public enum Storm {
    /** All remembered clients come back at once, without their sessions. */
    RECONNECT(false),
    /** The ticket keys rotate, and the old ones still open. */
    KEY_ROTATION(false),
    /** The ticket keys are gone: no ticket opens any more. */
    KEY_LOSS(false),
    /** Twice as many clients come as before: a cache that held the sessions of half of them is too small by half. */
    SMALL_CACHE(true);

    private final boolean lasts;

    Storm(boolean lasts) {
        this.lasts = lasts;
    }

    /** Whether it goes on for the middle third, and is not over at once. */
    public boolean lasts() {
        return lasts;
    }

    /** As options write it, such as {@code key-loss}. */
    public String optionName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
