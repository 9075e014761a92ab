package io.tlsgauge.results.text;

import java.nio.charset.Charset;

/** An answer that is a table or two, in each of the forms that it is asked for in. */
public interface TableAnswer {
    /** One object of JSON. */
    String json();

    /** Markdown. */
    String markdown();

    /**
     * Aligned columns.
     *
     * @param charset of the terminal: what it has no character for is written otherwise
     */
    String text(Charset charset);
}
