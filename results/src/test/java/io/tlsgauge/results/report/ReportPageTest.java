package io.tlsgauge.results.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tlsgauge.results.compare.ComparedRun;
import io.tlsgauge.results.demand.Mix;
import io.tlsgauge.results.demand.Objective;
import io.tlsgauge.results.plan.Bursts;
import io.tlsgauge.results.plan.Demand;
import io.tlsgauge.results.plan.MeasuredRun;
import io.tlsgauge.results.plan.PlanRuns;
import io.tlsgauge.results.plan.Planner;
import io.tlsgauge.results.plan.SessionDemand;
import io.tlsgauge.results.run.RunFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.support.ui.Select;

/** The page in a browser, as a person uses it: opened, filtered, sorted, pointed at, printed. */
@Tag("browser")
class ReportPageTest {
    private static final String HOSTILE =
            "<img src=x onerror='window.broken=true'></script><script>broken=true</script>";

    @TempDir
    static Path out;

    private static Browser browser;
    private static Path page;
    private static Path single;

    @BeforeAll
    static void writePages() throws IOException {
        browser = Browser.start();
        RunFolder old = new SampleRuns().in(out);
        RunFolder current = new SampleRuns().jdk("25.0.3+9").fullFactor(1.2).in(out);
        SampleRuns.disturb(old);
        SampleRuns.warmUp(current);
        page = out.resolve("report.html");
        Report.of(List.of(SampleRuns.read(old), SampleRuns.read(current)), false, 1)
                .write(page);
        Report.write(List.of(old));
        single = old.path().resolve("report.html");
    }

    @AfterAll
    static void closeBrowser() throws IOException {
        if (browser != null) {
            browser.close();
        }
    }

    @BeforeEach
    void open() {
        browser.console();
        browser.open(page);
    }

    @Test
    void opensFromDiskWithoutErrorAndFetchesNothing() {
        browser.print();

        assertEquals(List.of(), browser.console());
        assertEquals(0L, browser.ask("performance.getEntriesByType('resource').length"));
        assertEquals(charts(), browser.findAll("figure svg").size());
        assertEquals(
                charts(),
                browser.findAll("figure details table, figure details div > .scroll:first-child table").stream()
                        .map(table -> browser.ask(
                                        "arguments[0].closest('figure').querySelector('figcaption').textContent", table)
                                + " " + browser.ask("arguments[0].closest('section').id", table))
                        .distinct()
                        .count());
    }

    @Test
    void summaryTellsTheVerdicts() {
        String summary = browser.find("#summary").getText();

        assertTrue(summary.contains("JDK 25.0.3+9 against JDK 17.0.15+6"), summary);
        assertTrue(summary.contains("Of 9 benchmarks in both, 3 became faster, none slower"), summary);
        assertTrue(summary.contains("times as fast as a full handshake"), summary);
    }

    @Test
    void disturbedForksAndWarmUpThatWasNotReachedAreTold() {
        assertTrue(
                browser.find("#summary").getText().contains("1 of 1 forks were disturbed"),
                () -> browser.find("#summary").getText());
        assertTrue(
                browser.find("#figures").getText().contains("not reached by 1 of 2"),
                () -> browser.find("#figures").getText());
    }

    @Test
    void choosingAKindLeavesItsRowsAndChartsOnly() {
        assertEquals(3, browser.findShown("#rates figure").size());

        new Select(browser.find("select[data-dimension=kind]")).selectByVisibleText("TICKET");

        assertEquals(
                List.of("TICKET"),
                browser.findShown("#rates figcaption").stream()
                        .map(WebElement::getText)
                        .toList());
        assertEquals(1, browser.findShown("#latency figure").size());
        assertEquals(
                List.of("TICKET"), column("#figures", 1).stream().distinct().toList());
        assertEquals(6, column("#figures", 1).size());

        browser.find("#filter button[type=reset]").click();
        browser.awaitCount("#figures tbody tr", 18);
        assertEquals(18, column("#figures", 1).size());
    }

    @Test
    void searchFindsWordsInAnyOrderAndSaysSoWhenNothingIsLikeThat() {
        WebElement search = browser.find("#search");

        search.sendKeys("threads session");
        assertEquals(
                List.of("SESSION_ID"), column("#figures", 1).stream().distinct().toList());
        assertFalse(browser.find("#nothing").isDisplayed());

        search.sendKeys(" nosuch");
        assertEquals(List.of(), column("#figures", 1));
        assertTrue(browser.find("#nothing").isDisplayed());
    }

    @Test
    void clickOnAHeadSortsByNumberAndASecondOneTheOtherWay() {
        WebElement score = browser.findAll("#figures th").stream()
                .filter(head -> head.getText().startsWith("score"))
                .findFirst()
                .orElseThrow();
        assertNull(score.getDomAttribute("aria-sort"));

        score.findElement(By.tagName("button")).click();
        List<Double> ascending = figures("#figures", 4);
        assertEquals("ascending", score.getDomAttribute("aria-sort"));
        assertEquals(ascending.stream().sorted().toList(), ascending);

        score.findElement(By.tagName("button")).click();
        List<Double> descending = figures("#figures", 4);
        assertEquals("descending", score.getDomAttribute("aria-sort"));
        assertEquals(ascending.stream().sorted(Comparator.reverseOrder()).toList(), descending);
    }

    @Test
    void pointingAtAMarkTellsItsFigures() {
        browser.hover(lastMark("#rates figure"));
        assertTrue(tip().contains("95 % interval"), tip());

        browser.hover(lastMark("#ratios figure"));
        assertTrue(tip().contains("of speed: "), tip());
        assertTrue(tip().contains("JDK 25.0.3+9: "), tip());

        browser.awaitCharts("#latency figure", 1);
        browser.hover(browser.find("#latency figure .chart"));
        assertTrue(tip().contains("1 thread, JDK 17.0.15+6: "), tip());
        assertEquals(List.of(), browser.console());
    }

    @Test
    void printsEverythingOnPaperAndComesBackToTheScreen() {
        browser.prefer("dark");
        browser.awaitCharts("#rates", 3);
        String width = size();

        String pdf = new String(browser.print(), StandardCharsets.ISO_8859_1);

        assertTrue(pdf.startsWith("%PDF-"));
        assertTrue(pdf.split("/Type /Page\\b", -1).length > 4, "too few pages");
        assertEquals(charts(), browser.findAll("figure svg").size());
        assertEquals(width, size());
        assertEquals(false, browser.ask("document.documentElement.classList.contains('print')"));
        assertEquals(List.of(), browser.console());
        browser.prefer("light");
    }

    @Test
    void coloursFollowTheSchemeWhileThePageIsOpen() {
        browser.prefer("light");
        String lightPage = background();
        String lightMark = lastMark("#rates figure").getDomAttribute("fill");

        browser.prefer("dark");

        assertNotEquals(lightPage, background());
        // The charts are drawn anew with the page's next frame.
        browser.await(() -> !lightMark.equals(lastMark("#rates figure").getDomAttribute("fill")));
        assertEquals(List.of(), browser.console());
        browser.prefer("light");
    }

    @Test
    void fitsAPhoneWithoutScrollingSideways() {
        browser.phone(360, 740);
        try {
            browser.open(page);
            browser.print();

            assertEquals(360L, browser.ask("document.documentElement.scrollWidth"));
            assertEquals(
                    List.of(),
                    browser.ask("[...document.querySelectorAll('figure svg')]"
                            + ".filter(svg => svg.getBoundingClientRect().right > 360)"
                            + ".map(svg => svg.closest('figure').textContent)"));
            assertEquals(List.of(), browser.console());
        } finally {
            browser.noPhone();
        }
    }

    @Test
    void environmentsMarkWhatDiffersAndCanLeaveOutTheRest() {
        List<String> marked = browser.findShown("#environment tr.differs th").stream()
                .map(WebElement::getText)
                .toList();
        assertTrue(marked.contains("≠ jdk.version"), marked.toString());
        int all = browser.findShown("#environment tbody tr").size();

        browser.find("#differences").click();

        assertEquals(marked.size(), browser.findShown("#environment tbody tr").size());
        assertTrue(marked.size() < all);
    }

    @Test
    void oneRunHasNoComparison() {
        browser.open(single);

        assertFalse(browser.find("#ratios").isDisplayed());
        assertTrue(browser.find("#summary").getText().contains("9 benchmarks were measured."));
        assertEquals(List.of(), browser.console());
    }

    @Test
    void slidersPlanServersNearToWhatIsSimulated() throws IOException {
        RunFolder run = new PlanRuns().in(out);
        Path planned = out.resolve("planned.html");
        Report.of(List.of(SampleRuns.read(run)), false, 1).write(planned);
        browser.open(planned);

        for (String[] asked : new String[][] {
            {"full=100", "100", "50", "5"},
            {"full=20,id=40,ticket=40", "20", "50", "5"},
            {"full=10,id=72,ticket=18", "10", "20", "10"},
        }) {
            slide("full", asked[1]);
            slide("ticket", asked[2]);
            slide("p99", String.valueOf(Math.log10(Double.parseDouble(asked[3]))));
            double approximate = Double.parseDouble(answer("highest"));

            double simulated = simulated(run, asked[0], Integer.parseInt(asked[3]));
            assertEquals(simulated, approximate, 0.12 * simulated, asked[0] + " within " + asked[3] + " ms");
        }
        double before = Double.parseDouble(answer("cores"));
        slide("rate", "5");
        assertTrue(Double.parseDouble(answer("cores")) > 3 * before, answer("cores"));
        assertTrue(browser.find("#plan-answer").getText().contains("of which 1 may fail"));
        assertEquals(1, browser.findAll("#plan svg").size());

        slide("p99", "-1");
        assertTrue(browser.find("#plan-answer").getText().startsWith("no number of cores"));
        assertEquals(List.of(), browser.console());
    }

    private static double simulated(RunFolder run, String mix, int millis) throws IOException {
        Demand demand = new Demand(
                OptionalDouble.empty(),
                Mix.parse(mix),
                List.of(new Objective(99, TimeUnit.MILLISECONDS.toNanos(millis))),
                0,
                1,
                Bursts.NONE,
                0,
                OptionalInt.empty(),
                0,
                0,
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                1);
        SessionDemand sessions = new SessionDemand(
                OptionalLong.empty(),
                0,
                Duration.ofHours(2),
                OptionalLong.empty(),
                OptionalDouble.empty(),
                Duration.ofHours(2),
                Duration.ofHours(1),
                Duration.ofHours(2),
                126);
        return new Planner(List.of(MeasuredRun.of(run)), demand, sessions)
                .plan(setting -> true)
                .sizing()
                .orElseThrow()
                .highestRatePerServer()
                .value();
    }

    private static void slide(String id, String value) {
        browser.ask(
                "(slider => { slider.value = arguments[1]; slider.dispatchEvent(new Event('input')); })"
                        + "(document.getElementById('plan-' + arguments[0]))",
                id,
                value);
    }

    private static String answer(String name) {
        return (String) browser.ask("document.getElementById('plan-answer').dataset[arguments[0]]", name);
    }

    @Test
    void unlikeRunsAreNotComparedAndThePageSaysWhy() throws IOException {
        List<ComparedRun> runs = List.of(
                SampleRuns.read(new SampleRuns().in(out)),
                SampleRuns.read(new SampleRuns().flags("-Xmx1g").in(out)));
        Path unlike = out.resolve("unlike.html");
        Report.of(runs, false, 1).write(unlike);

        browser.open(unlike);

        assertFalse(browser.find("#ratios").isDisplayed());
        String summary = browser.find("#summary").getText();
        assertTrue(summary.contains("not compared, because the runs are not alike: JVM flags"), summary);
    }

    @Test
    void namesFromOutsideAreTextWhateverTheyAre() throws IOException {
        RunFolder hostile = new SampleRuns().suite(HOSTILE).in(out);
        RunFolder plain = new SampleRuns().jdk("25.0.3+9").in(out);
        Path mixed = out.resolve("mixed.html");
        Report.of(List.of(SampleRuns.read(hostile), SampleRuns.read(plain)), true, 1)
                .write(mixed);

        browser.open(mixed);
        browser.print();
        browser.hover(lastMark("#ratios figure"));

        assertNull(browser.ask("window.broken"));
        assertEquals(0, browser.findAll("img").size());
        assertTrue(browser.find("#figures").getText().contains(HOSTILE));
        assertEquals(List.of(), browser.console());
    }

    private static int charts() {
        return browser.findAll("figure").size();
    }

    private static String background() {
        return browser.find("body").getCssValue("background-color");
    }

    private static String size() {
        return (String) browser.ask(
                "[...document.querySelectorAll('#rates svg')].map(svg => svg.getAttribute('width')).join()");
    }

    private static String tip() {
        List<String> tips = new ArrayList<>();
        browser.findShown(".tip").forEach(tip -> tips.add(tip.getText()));
        return String.join("\n", tips);
    }

    /** The last symbol of a chart: what is drawn above all else. */
    private static WebElement lastMark(String figure) {
        browser.awaitCharts(figure, 1);
        List<WebElement> marks = browser.findAll(figure + ":first-of-type svg path[transform]");
        return marks.get(marks.size() - 1);
    }

    private static List<String> column(String section, int number) {
        return browser.findAll(section + " tbody td:nth-child(" + number + ")").stream()
                .map(WebElement::getText)
                .toList();
    }

    private static List<Double> figures(String section, int number) {
        return column(section, number).stream()
                .map(text -> Double.valueOf(text.replace(",", "")))
                .toList();
    }
}
