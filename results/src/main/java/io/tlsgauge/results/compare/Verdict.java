package io.tlsgauge.results.compare;

import com.fasterxml.jackson.annotation.JsonValue;

/** What is concluded of a benchmark. */
public enum Verdict {
    /** The new run is faster. */
    FASTER("faster"),
    /** The new run is slower. */
    SLOWER("slower"),
    /** Nothing can be said: there may be no difference, or too little was measured to show it. */
    NO_DIFFERENCE_SHOWN("no difference shown");

    private final String words;

    Verdict(String words) {
        this.words = words;
    }

    /** The verdict in words, as it is printed and written to JSON. */
    @JsonValue
    public String words() {
        return words;
    }
}
