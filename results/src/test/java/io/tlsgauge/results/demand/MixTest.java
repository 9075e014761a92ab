package io.tlsgauge.results.demand;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MixTest {
    @Test
    void sharesAreWrittenAsTheyAreRead() {
        Mix mix = Mix.parse("ticket=60,full=9.5,id=30.5");

        assertEquals("full=9.5,id=30.5,ticket=60", mix.toString());
        assertEquals(0.6, mix.share(Kind.TICKET));
        assertEquals("full=100", Mix.parse("full=100,id=0").toString());
    }

    @Test
    void lostResumptionsAreFullHandshakes() {
        Mix mix = Mix.parse("full=10,id=30,ticket=60");

        assertEquals("full=70,id=30", mix.losing(Kind.TICKET, 0.6).toString());
        assertEquals("full=19,id=27,ticket=54", mix.losing(0.09).toString());
    }

    @Test
    void isReadBackAsItIsWritten() {
        Mix thirds = Mix.parse("full=33.333333,id=33.333333,ticket=33.333333");
        Mix tiny = Mix.parse("full=0.000001,id=99.999999");

        assertEquals("full=33.333333,id=33.333333,ticket=33.333333", thirds.toString());
        assertEquals(thirds, Mix.parse(thirds.toString()));
        assertEquals(100, thirds.full() + thirds.id() + thirds.ticket(), 1e-12);
        assertEquals("full=0.000001,id=99.999999", tiny.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "full", "full=", "full=x", "full=-1", "half=100", "full=50,full=50", "full=50;id=50"})
    void anythingElseIsRefused(String text) {
        IllegalArgumentException refusal = assertThrows(IllegalArgumentException.class, () -> Mix.parse(text));
        assertEquals(
                "'" + text + "': give each of full, id and ticket once at the most, as in full=10,id=30,ticket=60",
                refusal.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"full=99", "full=60,id=41", "full=0"})
    void whatDoesNotAddUpIsRefused(String text) {
        String refusal = assertThrows(IllegalArgumentException.class, () -> Mix.parse(text))
                .getMessage();
        assertEquals(true, refusal.contains("adds up to") && refusal.endsWith("give percentages that add up to 100"));
    }
}
