package io.tlsgauge.results.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tlsgauge.results.picture.BarPicture.Bar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BarPictureTest {
    private static final String BAR = "fill:rgb(0,114,178)";
    private static final String INTERVAL = "stroke:rgb(64,64,64)";

    @TempDir
    Path folder;

    @Test
    void intervalIsDrawnOverItsBarAndNoneWhereAnEndIsNotKnown() throws IOException {
        String known = svg(new BarPicture().panel("cores", List.of(bar("one", OptionalDouble.of(7)))));
        String unbounded = svg(new BarPicture().panel("cores", List.of(bar("one", OptionalDouble.empty()))));

        assertTrue(known.indexOf(INTERVAL) > known.indexOf(BAR) && known.indexOf(BAR) > 0, known);
        assertFalse(unbounded.contains(INTERVAL), unbounded);
    }

    @Test
    void loneSeriesIsNamedUnlessTheTitleTellsOfIt() throws IOException {
        List<Bar> bars = List.of(bar("one", OptionalDouble.of(7)), bar("other", OptionalDouble.of(7)));

        String named = svg(new BarPicture().panel("cores", bars));
        String titled = svg(new BarPicture().title("a plan").panel("cores", bars));

        assertTrue(named.contains(">the series<"), named);
        assertTrue(titled.contains(">a plan<"), titled);
        assertFalse(titled.contains(">the series<"), titled);
        assertEquals(2, titled.split(BAR.replace("(", "\\(").replace(")", "\\)"), -1).length - 1);
    }

    private static Bar bar(String name, OptionalDouble high) {
        return new Bar("the series", name, 5, OptionalDouble.of(4), high);
    }

    private String svg(BarPicture picture) throws IOException {
        Path file = folder.resolve("picture.svg");
        picture.write(file);
        return Files.readString(file);
    }
}
