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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// The page in a browser, over a finished demo. With `-Dpictures=FOLDER` it also writes the pictures of the
/// guide.
class PageIT {

    /// A series' own: its effects have charts, too.
    private static final String CURVE = "[aria-label='Accuracy by size'] svg.large";
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
    private static URI models;

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
        models = stack.models();
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
            picture(page, "overview-" + colours.name().toLowerCase(Locale.ROOT));
            assertThat(Browser.barriers(page)).isEmpty();
            // The newest four may be about other things.
            page.getByText(Pattern.compile("^Show all \\d+$")).click();
            assertThat(page.getByRole(AriaRole.REGION, named("Alerts"))
                            .getByRole(AriaRole.LISTITEM)
                            .filter(new Locator.FilterOptions()
                                    .setHasText(Pattern.compile("gets worse at .* with size: from \\d+ % at 100M")))
                            .first())
                    .isVisible();
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
            assertThat(page.getByRole(AriaRole.REGION, named("Every number of the curve"))
                            .getByRole(AriaRole.ROW))
                    .hasCount(7);
            assertThat(page.getByText("Evidence that it falls with size")).isVisible();
            assertThat(page.locator(CURVE + " .point")).hasCount(6);
            assertThat(page.locator(".composition li")).hasCount(6);
            picture(page, "series");
            assertThat(Browser.barriers(page)).isEmpty();
            String address = page.url();
            page.reload();
            assertThat(page).hasURL(address);
            assertThat(page.locator(CURVE + " .point")).hasCount(6);
            page.goBack();
            assertThat(page.getByRole(AriaRole.REGION, named("Family borealis")))
                    .isVisible();
        }
    }

    @Test
    void anAlertIsAnsweredInADialogByKeyboard() throws Exception {
        try (Page page = open("/", WIDTH, ColorScheme.LIGHT)) {
            Locator alert = page.locator(".alert")
                    .filter(new Locator.FilterOptions().setHasText("gets worse at"))
                    .first();
            String button = "[data-alert='" + alert.locator("button").getAttribute("data-alert") + "']";
            page.locator(button).focus();
            page.keyboard().press("Enter");
            Locator dialog = page.getByRole(AriaRole.DIALOG, named("Respond to this alert"));
            assertThat(dialog).containsText("Shown best by the samples");
            assertThat(Browser.barriers(page)).isEmpty();
            dialog.getByLabel("Your name").fill("ada");
            page.keyboard().press("Enter");
            assertThat(dialog).isHidden();
            assertThat(page.locator(button)).isFocused();
            assertThat(page.locator(".alert").filter(new Locator.FilterOptions().setHas(page.locator(button))))
                    .containsText("acknowledged by ada");
            page.keyboard().press("Enter");
            dialog.getByLabel("Mute", new Locator.GetByLabelOptions().setExact(true))
                    .check();
            dialog.getByLabel("Why, or what is known").fill("a known bug");
            dialog.getByText("Save").click();
            assertThat(dialog).isHidden();
            assertThat(page.locator(button)).isHidden();
            page.getByText(Pattern.compile("^Show all \\d+, 1 of them muted$")).click();
            assertThat(page.locator(".alert.muted")).containsText("by ada: a known bug");
            page.locator(button).click();
            dialog.getByText("Lift the mute").click();
            assertThat(page.locator(".alert.muted")).hasCount(0);
        }
    }

    @Test
    void aFormIsDrawnOverACurve() throws Exception {
        try (Page page = open("/", WIDTH, ColorScheme.LIGHT)) {
            page.locator(".card a").first().click();
            Locator choice = page.getByLabel("Form of a paper over it");
            choice.focus();
            choice.selectOption("sigmoid");
            assertThat(page.locator(CURVE + " path.form")).hasCount(1);
            assertThat(page.locator(".forms")).containsText("95 % interval");
            assertThat(Browser.barriers(page)).isEmpty();
            choice.selectOption("");
            assertThat(page.locator(CURVE + " path.form")).hasCount(0);
        }
    }

    @Test
    void aSeriesShowsWhatIsFittedWhatIsExpectedNextAndItsVariants() throws Exception {
        try (Page page = open("/", WIDTH, ColorScheme.LIGHT)) {
            openSeries(page, "aurora", "distractor-arithmetic");
            assertThat(page.locator("svg.large path.fitted")).hasCount(1);
            assertThat(page.locator("svg.large path.next")).hasCount(1);
            assertThat(page.getByText("quadratic in the log-odds")).isVisible();
            assertThat(page.getByText("The diamond is what")).isVisible();
            assertThat(Browser.barriers(page)).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"LIGHT", "DARK"})
    void aTaskSaysWhatItAsksWithSamplesAndCurves(ColorScheme colours) throws Exception {
        try (Page page = open("/", WIDTH, colours)) {
            page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Tasks"))
                    .press("Enter");
            assertThat(page.locator("tbody tr").first()).isVisible();
            assertThat(Browser.barriers(page)).isEmpty();
            page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("distractor-arithmetic"))
                    .press("Enter");
            assertThat(page).hasURL(Pattern.compile("/tasks/distractor-arithmetic$"));
            assertThat(page.locator(".group").first()).containsText("Neutral control");
            assertThat(page.locator(".expected").first()).containsText("distractor");
            assertThat(page.locator(".curves")).containsText("Worse with size");
            assertThat(page.getByRole(AriaRole.REGION, named("Versions"))).containsText("yes");
            picture(page, "task-" + colours.name().toLowerCase(Locale.ROOT));
            assertThat(Browser.barriers(page)).isEmpty();
            page.locator(".curves a").first().press("Enter");
            assertThat(page.locator("svg.large")).isVisible();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"LIGHT", "DARK"})
    void theModelsLeadToTheirRunsAndCurves(ColorScheme colours) throws Exception {
        try (Page page = open("/models", WIDTH, colours)) {
            Locator aurora = page.getByRole(AriaRole.REGION, named("Family aurora"));
            assertThat(aurora.locator("tbody tr").first()).containsText("current");
            picture(page, "models-" + colours.name().toLowerCase(Locale.ROOT));
            aurora.locator("summary").press("Enter");
            assertThat(aurora.locator(".curves")).containsText("Worse with size");
            assertThat(Browser.barriers(page)).isEmpty();
            aurora.getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName("Runs of "))
                    .first()
                    .press("Enter");
            assertThat(page.locator("h1")).hasText(Pattern.compile("Runs of aurora-.*"));
            assertThat(page.locator("tbody tr").first()).isVisible();
        }
    }

    @Test
    void aRunSaysOfWhichKindsItsFailuresWere() throws Exception {
        try (Page page = open("/runs", WIDTH, ColorScheme.LIGHT)) {
            page.route(Pattern.compile("/api/runs/[0-9a-f-]{36}$"), route -> {
                var answer = route.fetch();
                route.fulfill(new Route.FulfillOptions()
                        .setResponse(answer)
                        .setBody(answer.text().replaceFirst("\"failures\":\\[[^]]*]", quoted("""
                                        "failures":[{"kind":"timeout","model":"a","version":"1","failed":3},
                                        {"kind":"overloaded","model":"a","version":"1","failed":4},
                                        {"kind":"timeout","model":"b","version":"1","failed":2}]"""))));
            });
            page.locator("tbody a").first().click();
            Locator rows =
                    page.getByRole(AriaRole.REGION, named("Failures by kind")).locator("tbody tr");
            assertThat(rows).hasCount(2);
            assertThat(rows.first()).containsText("Timeout5");
            assertThat(rows.first()).containsText("a 3, b 2");
            assertThat(Browser.barriers(page)).isEmpty();
        }
    }

    @Test
    void aHostileTaskIsTextAndNothingElse() throws Exception {
        String hostile =
                "<img src=x onerror=\"document.title='taken'\"><script>document.title='taken'</script>\u202Etxt\u0000";
        String sample = "[{\"id\":%s,\"group\":\"g\",\"control\":false,\"dials\":{},\"messages\":[{\"role\":\"user\","
                + "\"content\":%s}],\"answer\":{\"kind\":\"TEXT\",\"targets\":[%s],\"choices\":[],\"labels\":{\"TRAP\":[%s]}}}]";
        try (Page page = browser.page(PHONE, HEIGHT, ColorScheme.LIGHT)) {
            page.route(
                    "**/api/tasks/memo-trap/samples?*",
                    route -> route.fulfill(new Route.FulfillOptions()
                            .setContentType("application/json")
                            .setHeaders(java.util.Map.of("Access-Control-Allow-Origin", "*"))
                            .setBody(sample.formatted(
                                    json(hostile),
                                    json(hostile + "x".repeat(1 << 20)),
                                    json(hostile),
                                    json(hostile)))));
            page.navigate(home.resolve("/tasks/memo-trap").toString());
            assertThat(page.locator(".turn .text"))
                    .containsText("<script>document.title='taken'</script>\u27E8202E\u27E9");
            assertThat(page.locator(".expected")).containsText("<img src=x");
            assertThat(page.locator("main img, main script")).hasCount(0);
            assertThat(page).hasTitle(Pattern.compile("^memo-trap"));
            assertFits(page);
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
            assertThat(page.locator(CURVE)).isVisible();
            assertFits(page);
            page.getByText("Read what was asked and answered").click();
            assertThat(page.locator(".groups .answer .text").first()).isVisible();
            assertFits(page);
            page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Runs"))
                    .click();
            assertThat(page.getByRole(AriaRole.ROW).nth(1)).isVisible();
            assertFits(page);
            page.navigate(home.resolve("/tasks/distractor-arithmetic").toString());
            assertThat(page.locator(".group").first()).isVisible();
            assertFits(page);
            page.navigate(home.resolve("/tasks").toString());
            assertThat(page.locator("tbody tr").first()).isVisible();
            assertFits(page);
            page.navigate(home.resolve("/models").toString());
            assertThat(page.locator("tbody tr").first()).isVisible();
            assertFits(page);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"LIGHT", "DARK"})
    void anAlertLeadsToTheAnswersThatShowItAndThoseToEverySizes(ColorScheme colours) throws Exception {
        try (Page page = open("/", WIDTH, colours)) {
            openSeries(page, "aurora", "distractor-arithmetic");
            Locator answers = page.locator(".alert .see a").first();
            assertThat(answers).hasText(Pattern.compile("Answers of 70B, labelled distractor"));
            answers.focus();
            page.keyboard().press("Enter");
            assertThat(page).hasURL(Pattern.compile("/samples/aurora/.*label=DISTRACTOR"));
            assertThat(page.locator(".groups .group")).hasCount(5);
            assertThat(page.locator(".group .chip").filter(new Locator.FilterOptions().setHasText("distractor")))
                    .not()
                    .hasCount(0);
            assertThat(page.locator(".group .answer mark").first()).hasText(Pattern.compile("\\d"));
            assertThat(page.getByText("Neutral control").first()).isVisible();
            assertThat(page.locator(".found").first()).containsText("found by the rule");
            picture(page, "samples-" + colours.name().toLowerCase(Locale.ROOT));
            assertThat(Browser.barriers(page)).isEmpty();
            page.getByText("Show more", new Page.GetByTextOptions().setExact(true))
                    .click();
            assertThat(page.locator(".groups .group")).hasCount(10);
            page.getByLabel("Label").selectOption("");
            assertThat(page).hasURL(Pattern.compile("/samples/aurora/[^&]*model=[^&]*&version=[^&]*$"));
            assertThat(page.locator(".groups .group")).hasCount(5);
            page.getByText("What every size answered").first().click();
            assertThat(page.locator(".row > li")).hasCount(6);
            assertThat(page.locator(".row > li").last()).containsText("70B");
            assertThat(page.locator(".row > li .answer .text").first()).not().isEmpty();
            assertThat(Browser.barriers(page)).isEmpty();
            page.goBack();
            assertThat(page.locator(".groups .group")).hasCount(5);
        }
    }

    @ParameterizedTest
    @CsvSource({"LIGHT, " + WIDTH, "DARK, " + WIDTH, "LIGHT, " + PHONE})
    void aHostileCompletionIsTextAndNothingElse(ColorScheme colours, int width) throws Exception {
        String hostile = "<img src=x onerror=\"document.title='taken'\"><script>document.title='taken'</script>"
                + "\u202Etxt.exe\u0007\u0000\u200B\uDB40\uDC41 ANSWER: 7";
        String huge = hostile + "x".repeat((1 << 20) - hostile.length());
        String text = "{\"length\":%d,\"parts\":[{\"at\":0,\"text\":%s}]}";
        String answer = "{\"label\":\"TRAP\",\"rule\":%s,\"span\":{\"start\":5,\"end\":60},\"text\":%s}";
        String sample = "{\"sample\":%s,\"control\":false,\"prompt\":[{\"role\":\"user\",\"text\":%s}],"
                + "\"answers\":[%s,{\"label\":\"CORRECT\"}]}";
        String asked = text.formatted(hostile.length(), json(hostile));
        String cut = sample.formatted(
                json(hostile), asked, answer.formatted(json(hostile), text.formatted(1 << 20, json(hostile))));
        String whole = sample.formatted(
                json(hostile), asked, answer.formatted(json(hostile), text.formatted(1 << 20, json(huge))));
        try (Page page = browser.page(width, HEIGHT, colours)) {
            page.route(
                    "**/samples?*",
                    route -> route.fulfill(new Route.FulfillOptions()
                            .setContentType("application/json")
                            .setBody(
                                    "{\"model\":\"m\",\"version\":\"v\",\"samples\":1,\"labels\":{\"TRAP\":1},\"groups\":"
                                            + "[{\"place\":\"0011223344556677\",\"more\":0,\"samples\":[" + cut
                                            + "]}]}")));
            page.route(
                    "**/text?*",
                    route -> route.fulfill(new Route.FulfillOptions()
                            .setContentType("application/json")
                            .setBody(whole)));
            page.navigate(home.toString());
            openSeries(page, "aurora", "memo-trap");
            page.getByText("Read what was asked and answered").click();
            assertThat(page.locator(".answer .text")).containsText("<script>document.title='taken'</script>");
            assertThat(page.locator(".answer .text"))
                    .containsText(
                            "\u27E8202E\u27E9txt.exe\u27E80007\u27E9\u27E80000\u27E9\u27E8200B\u27E9\u27E8E0041\u27E9");
            assertThat(page.locator(".answer mark")).hasText(hostile.substring(5, 60));
            assertThat(page.locator(".answer").last()).containsText("correctThe text is no longer kept.");
            assertFits(page);
            page.getByText("Show all 1,048,576 characters").click();
            assertThat(page.getByText("Show 100,000 more of 948,576")).isVisible();
            page.getByText("Show 100,000 more of 948,576").click();
            assertThat(page.getByText("Show 100,000 more of 848,576")).isVisible();
            Number shown = (Number) page.locator(".answer .text").evaluate("text => text.textContent.length");
            assertThat(shown.intValue()).isBetween(200_000, 201_000);
            assertThat(page.locator(".answer mark")).hasText(hostile.substring(5, 60));
            assertThat(page.locator("main img, main script")).hasCount(0);
            assertThat(page).hasTitle(Pattern.compile("^Samples of memo-trap"));
            assertFits(page);
            assertThat(Browser.barriers(page)).isEmpty();
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
    void anEndpointIsProbedByKeyboardBeforeItIsSaved() throws Exception {
        try (Page page = open("/endpoints", WIDTH, ColorScheme.LIGHT)) {
            page.getByLabel("Name", new Page.GetByLabelOptions().setExact(true)).fill("from-the-page");
            page.getByLabel("Model to ask").fill("aurora-100m");
            page.getByLabel("Address").fill("http://localhost:1/v1");
            page.keyboard().press("Enter");
            assertThat(page.locator(".report")).containsText("no connection");
            assertThat(page.getByText("Save it all the same")).isVisible();
            page.getByLabel("Address").fill(models.resolve("/v1").toString());
            assertThat(page.getByText("Save it all the same")).isHidden();
            page.keyboard().press("Enter");
            assertThat(page.locator(".report")).containsText("the median of 3 short calls");
            assertThat(Browser.barriers(page)).isEmpty();
            page.getByText("Save it", new Page.GetByTextOptions().setExact(true))
                    .press("Enter");
            assertThat(page.getByText("from-the-page is saved.")).isVisible();
            Locator probe = page.getByRole(AriaRole.BUTTON, named("Probe from-the-page"));
            probe.press("Enter");
            assertThat(page.locator(".report h2")).hasText("from-the-page");
            assertThat(page.locator(".report")).containsText("the median of 3 short calls");
            assertFits(page);
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

    private static void openSeries(Page page, String family, String task) {
        page.getByRole(AriaRole.REGION, named("Family " + family))
                .getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName(task))
                .first()
                .click();
        assertThat(page.locator(CURVE)).isVisible();
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
