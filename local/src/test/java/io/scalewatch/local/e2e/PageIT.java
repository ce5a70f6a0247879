package io.scalewatch.local.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.setDefaultAssertionTimeout;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.scalewatch.contracts.codec.Json;
import io.scalewatch.local.CommandLines;
import io.scalewatch.local.stack.StackAddresses;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The page in a browser, over a finished demo. With `-Dpictures=FOLDER` it also writes the pictures of the
/// guide.
class PageIT {

    private static final int WIDTH = 1280;
    private static final int HEIGHT = 1180;
    private static final int PHONE = 360;
    private static final Duration STOP_LIMIT = Duration.ofSeconds(14);
    private static final double START_MILLIS = 60_000;
    private static final double PATIENCE_MILLIS = 15_000;
    private static final long FIRST_PAINT_MILLIS = 1_000;
    private static final long TRANSFERRED = 300_000;

    private static Browser browser;
    private static URI home;

    @BeforeAll
    static void runTheDemo() {
        Optional<Path> chromium = Browser.installed();
        assumeTrue(chromium.isPresent(), "no Chromium on the PATH: the page is not tested");
        StackAddresses stack = StackAddresses.of(SharedStack.get());
        CommandLines.Result demo = CommandLines.run(
                "demo",
                "--once",
                "--running",
                "--task-service=" + stack.taskService(),
                "--analysis-service=" + stack.analysisService(),
                "--kafka=" + stack.kafkaBootstrap(),
                "--models=" + stack.models());
        assertThat(demo.out()).as(demo.err()).contains("Alerts:");
        home = stack.analysisService();
        setDefaultAssertionTimeout(PATIENCE_MILLIS);
        browser = Browser.start(chromium.orElseThrow());
    }

    @AfterAll
    static void close() {
        if (browser != null) {
            browser.close();
        }
    }

    @AfterEach
    void nothingWasComplainedOf() {
        assertThat(browser.complaints()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"LIGHT", "DARK"})
    void theOverviewShowsWhatNeedsAttentionFirst(ColorScheme colours) throws Exception {
        try (Page page = open("/", WIDTH, colours)) {
            Locator aurora = page.getByRole(AriaRole.REGION, named("Family aurora"));
            assertThat(aurora.getByRole(AriaRole.LISTITEM)).hasCount(8);
            assertThat(aurora.getByRole(AriaRole.LISTITEM).first()).containsText("Worse with size");
            assertThat(aurora.getByRole(AriaRole.LISTITEM).first()).containsText("alert");
            assertThat(aurora.getByRole(AriaRole.LISTITEM).last()).containsText("Better in one step");
            assertThat(page.getByRole(AriaRole.IMG)
                            .filter(new Locator.FilterOptions().setHas(page.locator("path.line")))
                            .first())
                    .hasAttribute("aria-label", Pattern.compile("Accuracy by size: 100M \\d+ %.*70B \\d+ %"));
            assertThat(page.getByRole(AriaRole.STATUS).filter(new Locator.FilterOptions().setHasText("Live")))
                    .isVisible();
            assertThat(page.getByRole(AriaRole.REGION, named("Alerts"))
                            .getByRole(AriaRole.LISTITEM)
                            .filter(new Locator.FilterOptions()
                                    .setHasText(Pattern.compile("gets worse at .* with size: from \\d+ % at 100M")))
                            .first())
                    .isVisible();
            picture(page, "overview-" + colours.name().toLowerCase(Locale.ROOT));
            assertThat(Browser.barriers(page)).isEmpty();
        }
    }

    @Test
    void theOverviewIsThereAtOnceAndSmall() {
        try (Page page = open("/", WIDTH, ColorScheme.LIGHT)) {
            assertThat(page.locator(".card").first()).isVisible();
            Number paint =
                    (Number) page.evaluate("() => performance.getEntriesByName('first-contentful-paint')[0].startTime");
            Number bytes = (Number) page.evaluate("""
                    () => performance.getEntriesByType('resource').concat(performance.getEntriesByType('navigation'))
                        .filter(one => one.initiatorType !== 'other')
                        .reduce((sum, one) => sum + one.transferSize, 0)""");
            assertThat(paint.longValue()).as("first paint, ms").isLessThan(FIRST_PAINT_MILLIS);
            assertThat(bytes.longValue()).as("bytes").isBetween(1_000L, TRANSFERRED);
        }
    }

    @Test
    void aSeriesIsReachedByKeyboardAndHasEveryNumber() throws Exception {
        try (Page page = open("/", WIDTH, ColorScheme.LIGHT)) {
            Locator link = page.getByRole(AriaRole.REGION, named("Family aurora"))
                    .getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName("distractor-arithmetic"))
                    .first();
            link.focus();
            page.keyboard().press("Enter");
            assertThat(page).hasURL(Pattern.compile("/series/aurora/distractor-arithmetic/[0-9a-f]+/[a-z-]+/\\d+$"));
            assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1)))
                    .hasText("distractor-arithmetic");
            assertThat(page.getByRole(AriaRole.TABLE).getByRole(AriaRole.ROW)).hasCount(7);
            assertThat(page.getByText("Evidence that it falls with size")).isVisible();
            assertThat(page.locator("svg.large .point")).hasCount(6);
            assertThat(page.locator(".composition li")).hasCount(6);
            picture(page, "series");
            assertThat(Browser.barriers(page)).isEmpty();
            String address = page.url();
            page.reload();
            assertThat(page).hasURL(address);
            assertThat(page.locator("svg.large .point")).hasCount(6);
            page.goBack();
            assertThat(page.getByRole(AriaRole.REGION, named("Family borealis")))
                    .isVisible();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"LIGHT", "DARK"})
    void everyViewFitsAPhone(ColorScheme colours) throws Exception {
        try (Page page = open("/", PHONE, colours)) {
            assertThat(page.locator(".card").first()).isVisible();
            picture(page, "phone-" + colours.name().toLowerCase(Locale.ROOT));
            assertFits(page);
            page.locator(".card a").first().click();
            assertThat(page.locator("svg.large")).isVisible();
            assertFits(page);
            page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Runs"))
                    .click();
            assertThat(page.getByRole(AriaRole.ROW).nth(1)).isVisible();
            assertFits(page);
        }
    }

    @Test
    void aRunIsStartedAfterItsEstimateAndWatchedToItsEnd() throws Exception {
        try (Page page = open("/runs/new", WIDTH, ColorScheme.LIGHT)) {
            page.getByLabel("aurora").check();
            page.getByLabel(Pattern.compile("^memo-trap")).check();
            page.getByLabel("Samples of each task").fill("25");
            assertThat(page.getByText("Start it")).isHidden();
            page.getByText("Estimate", new Page.GetByTextOptions().setExact(true))
                    .click();
            assertThat(page.locator(".estimate dd").first()).hasText("150");
            assertThat(Browser.barriers(page)).isEmpty();
            page.getByText("Start it").click();
            assertThat(page).hasURL(Pattern.compile("/runs/[0-9a-f-]{36}$"));
            assertThat(page.locator(".facts .run-state")).hasText("completed");
            assertThat(page.getByText("150 of 150")).isVisible();
            assertThat(Browser.barriers(page)).isEmpty();
        }
    }

    @Test
    void whatOthersHaveWrittenIsTextAndNothingElse() throws Exception {
        String hostile = "<img src=x onerror=\"document.title='taken'\"><script>document.title='taken'</script>"
                + "\u202Etxt.exe\u0007\u0000";
        String long1 = hostile + "x".repeat(1 << 20);
        try (Page page = browser.page(WIDTH, HEIGHT, ColorScheme.LIGHT)) {
            page.route("**/api/alerts", route -> {
                var answer = route.fetch();
                route.fulfill(new Route.FulfillOptions()
                        .setResponse(answer)
                        .setBody(answer.text()
                                .replaceAll("\"summary\":\"[^\"]*\"", quoted("\"summary\":" + json(long1)))));
            });
            page.route("**/api/series", route -> {
                var answer = route.fetch();
                route.fulfill(new Route.FulfillOptions()
                        .setResponse(answer)
                        .setBody(answer.text()
                                .replaceAll("\"variant\":\"baseline\"", quoted("\"variant\":" + json(hostile)))));
            });
            page.navigate(home.toString());
            assertThat(page.locator(".alert").first()).containsText("<img src=x onerror=");
            assertThat(page.locator(".alert").first()).containsText("more characters");
            assertThat(page.locator(".variant")
                            .filter(new Locator.FilterOptions().setHasText("<script>"))
                            .first())
                    .containsText("\u27E8202E\u27E9txt.exe\u27E80007\u27E9");
            assertThat(page.locator("main img, main script")).hasCount(0);
            assertThat(page).hasTitle("Scalewatch");
            assertFits(page);
            // What the page itself is made to run in is refused too.
            assertThat(page.evaluate("""
                    () => { try { document.body.innerHTML = '<b>x</b>'; return 'parsed' } catch (e) { return e.name } }""")).isEqualTo("TypeError");
        }
        browser.complaints().removeIf(said -> said.contains("TrustedHTML"));
    }

    @Test
    void itSaysWhatIsOldAndConnectsAgain() {
        try (Page page = browser.page(WIDTH, HEIGHT, ColorScheme.LIGHT)) {
            page.route("**/api/events", Route::abort);
            page.navigate(home.toString());
            assertThat(page.locator("#live")).hasText("Not connected");
            assertThat(page.getByRole(AriaRole.ALERT)).containsText("What you see is from");
            page.unroute("**/api/events");
            assertThat(page.locator("#live")).hasText("Live");
            assertThat(page.getByRole(AriaRole.ALERT)).isHidden();
        }
        browser.complaints().removeIf(said -> said.contains("ERR_FAILED"));
    }

    @Test
    void aServiceThatStopsLetsItsPagesGoAndTheyComeBack() {
        try (Page page = open("/", WIDTH, ColorScheme.LIGHT)) {
            assertThat(page.locator("#live")).hasText("Live");
            ProcessHandle service = ProcessHandle.of(SharedStack.get().pids().get("analysis-service"))
                    .orElseThrow();
            service.destroy();
            // It would wait for requests longer than this.
            assertThat(service.onExit()).succeedsWithin(STOP_LIMIT);
            assertThat(page.locator("#live")).hasText("Not connected");
            assertThat(page.locator("#live"))
                    .hasText("Live", new LocatorAssertions.HasTextOptions().setTimeout(START_MILLIS));
        }
        browser.complaints().removeIf(said -> said.contains("net::ERR_"));
    }

    private static Page open(String address, int width, ColorScheme colours) {
        Page page = browser.page(width, HEIGHT, colours);
        page.navigate(home.resolve(address).toString());
        return page;
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name);
    }

    private static void assertFits(Page page) {
        assertThat(page.evaluate("() => document.documentElement.scrollWidth - innerWidth"))
                .as("pixels beyond the window")
                .isEqualTo(0);
    }

    private static String json(String text) {
        try {
            return Json.mapper().writeValueAsString(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static String quoted(String replacement) {
        return Matcher.quoteReplacement(replacement);
    }

    private static void picture(Page page, String name) {
        String folder = System.getProperty("pictures", "");
        if (!folder.isEmpty()) {
            page.screenshot(new Page.ScreenshotOptions().setPath(Path.of(folder, name + ".png")));
        }
    }
}
