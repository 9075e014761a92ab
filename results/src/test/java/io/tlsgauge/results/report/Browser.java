package io.tlsgauge.results.report;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.By;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.print.PrintOptions;
import org.openqa.selenium.support.ui.WebDriverWait;

/** A real Chromium without a window, as Debian installs it. */
final class Browser implements AutoCloseable {
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Path profile;
    private final ChromeDriver driver;

    private Browser(Path profile, ChromeDriver driver) {
        this.profile = profile;
        this.driver = driver;
    }

    /** Starts one, or skips the test where there is none, and need not be. */
    static Browser start() throws IOException {
        Assumptions.assumeTrue(
                Files.isExecutable(CHROMIUM) && Files.isExecutable(DRIVER) || System.getenv("CI") != null,
                "no " + CHROMIUM + " with " + DRIVER + ": install chromium and chromium-driver");
        Path profile = Files.createTempDirectory("tlsgauge-browser");
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(CHROMIUM.toString());
        options.setCapability("goog:loggingPrefs", logs);
        options.addArguments(
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--window-size=1200,900",
                "--user-data-dir=" + profile);
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(DRIVER.toFile())
                .withLogFile(new File("/dev/null"))
                .build();
        return new Browser(profile, new ChromeDriver(service, options));
    }

    void open(Path file) {
        driver.get(file.toUri().toString());
    }

    /** The style that a person has chosen for all pages: {@code light} or {@code dark}. */
    void prefer(String colourScheme) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", colourScheme))));
    }

    /** A screen of so many points across, touched rather than pointed at. */
    void phone(int width, int height) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 2, "mobile", true));
    }

    /** The window again. */
    void noPhone() {
        driver.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
    }

    WebElement find(String selector) {
        return driver.findElement(By.cssSelector(selector));
    }

    List<WebElement> findAll(String selector) {
        return driver.findElements(By.cssSelector(selector));
    }

    /** Scrolls to a place and waits until so many charts are drawn in it. */
    void awaitCharts(String selector, int count) {
        driver.executeScript("document.querySelector(arguments[0]).scrollIntoView({block: 'center'})", selector);
        new WebDriverWait(driver, PATIENCE)
                .until(page ->
                        page.findElements(By.cssSelector(selector + " svg")).size() >= count);
    }

    /** Waits until there are so many, as where a page draws them a moment later. */
    void awaitCount(String selector, int count) {
        new WebDriverWait(driver, PATIENCE).until(page -> findAll(selector).size() == count);
    }

    /** Waits until something is so, of a page whose elements may go meanwhile. */
    void await(BooleanSupplier condition) {
        new WebDriverWait(driver, PATIENCE)
                .ignoring(StaleElementReferenceException.class)
                .until(page -> condition.getAsBoolean());
    }

    /** Those of {@link #findAll} that are shown. */
    List<WebElement> findShown(String selector) {
        return findAll(selector).stream().filter(WebElement::isDisplayed).toList();
    }

    void hover(WebElement element) {
        driver.executeScript("arguments[0].scrollIntoView({block: 'center'})", element);
        new Actions(driver).moveToElement(element, 3, 3).moveToElement(element).perform();
    }

    /** What a script returns. */
    Object ask(String script, Object... arguments) {
        return driver.executeScript("return " + script, arguments);
    }

    /** The bytes of the page as PDF. */
    byte[] print() {
        return Base64.getDecoder().decode(driver.print(new PrintOptions()).getContent());
    }

    /** What the page, or the browser about it, had to say. */
    List<String> console() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .map(LogEntry::toString)
                .toList();
    }

    @Override
    public void close() throws IOException {
        driver.quit();
        try (Stream<Path> files = Files.walk(profile)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
