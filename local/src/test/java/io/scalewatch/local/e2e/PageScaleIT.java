package io.scalewatch.local.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.scalewatch.contracts.codec.Json;
import io.scalewatch.local.stack.LocalStack;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The page of a large installation: many series, and many who look at it, while a run goes on.
class PageScaleIT {

    private static final String FAMILY = "watched-by-many";
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int SERIES = 1_000;
    private static final long FIRST_PAINT_MILLIS = 1_000;
    /// Without the list of series, which `SeriesListSizeTest` of analysis-service holds to 250,000 compressed: 300,000
    /// together.
    private static final long TRANSFERRED = 50_000;
    private static final int CALL_MILLIS = 1_500;
    /// 200 with `-Dpages=full`.
    private static final boolean FULL = "full".equals(System.getProperty("pages"));
    private static final int PAGES = FULL ? 200 : 50;
    private static final int ROUNDS = FULL ? 6 : 2;
    private static final Duration WATCHED = Duration.ofSeconds(FULL ? 10 : 4);
    private static final double CORES = 0.1;

    private static LocalStack stack;
    private static Evaluation evaluation;
    private static UUID run;

    @BeforeAll
    static void startARun() {
        stack = SharedStack.get();
        evaluation = Evaluation.deploy(stack, FAMILY, Families.SIX_SLOW);
        ModelsAdmin.of(stack).slow(Families.SIX_SLOW.keySet(), CALL_MILLIS);
        run = evaluation.run(
                List.of("distractor-arithmetic", "memo-trap", "sycophancy-factual", "negation-qa"), FULL ? 10 : 3);
        // Some fits are behind it, and what is to be compiled is.
        evaluation.awaitDone(run, 1_500);
    }

    @AfterAll
    static void endIt() {
        evaluation.cancel(run);
        ModelsAdmin.of(stack).heal(Families.SIX_SLOW.keySet());
    }

    /// What the service takes of a core while it has pages connected, less what it takes beside them, by turns.
    @Test
    void manyPagesCostLittle() throws Exception {
        double with = 0;
        double without = 0;
        for (int round = 0; round < ROUNDS; round++) {
            without += cores();
            try (HttpClient pages = connected(PAGES)) {
                with += cores();
                pages.shutdownNow();
            }
        }
        double cost = (with - without) / ROUNDS;
        System.out.printf("%d pages: %.3f of a core beside the %.3f without them%n", PAGES, cost, without / ROUNDS);
        assertThat(cost).isLessThan(CORES);
    }

    @Test
    void aThousandSeriesArePaintedAtOnce() {
        Optional<Path> chromium = Browser.installed();
        assumeTrue(chromium.isPresent(), "no Chromium on the PATH: the page is not tested");
        byte[] list = thousandSeries();
        try (Browser browser = Browser.start(chromium.orElseThrow());
                Page page = browser.page(1280, 1180, ColorScheme.LIGHT)) {
            page.route(
                    "**/api/series",
                    route -> route.fulfill(new Route.FulfillOptions()
                            .setContentType("application/json")
                            .setBodyBytes(list)));
            page.navigate(stack.analysisService().toString());
            assertThat(page.locator(".card").first()).isVisible();
            Number paint =
                    (Number) page.evaluate("() => performance.getEntriesByName('first-contentful-paint')[0].startTime");
            // The page itself: what it then asks of its service depends on what else has run there.
            Number bytes = (Number) page.evaluate("""
                    () => performance.getEntriesByType('resource').concat(performance.getEntriesByType('navigation'))
                        .filter(one => one.initiatorType !== 'other' && !one.name.includes('/api/'))
                        .reduce((sum, one) => sum + one.transferSize, 0)""");
            Locator cards = page.locator(".card");
            await().atMost(LIMIT).until(() -> cards.count() >= SERIES);
            Number drawn = (Number) page.evaluate("() => performance.now()");
            System.out.printf(
                    "%d series: first paint after %d ms, all drawn within %d ms, %d bytes of the page itself%n",
                    SERIES, paint.longValue(), drawn.longValue(), bytes.longValue());
            assertThat(paint.longValue()).as("first paint, ms").isLessThan(FIRST_PAINT_MILLIS);
            assertThat(bytes.longValue()).as("bytes of the page itself").isBetween(1_000L, TRANSFERRED);
        }
    }

    @Test
    void theViewsFollowTheRun() throws Exception {
        Optional<Path> chromium = Browser.installed();
        assumeTrue(chromium.isPresent(), "no Chromium on the PATH: the page is not tested");
        JsonNode first = evaluation.series().getFirst().get("series");
        String series = String.join(
                "/",
                Stream.of("family", "task", "taskVersion", "variant", "scoringVersion")
                        .map(part -> first.get(part).asText())
                        .toList());
        URI home = stack.analysisService();
        try (Browser browser = Browser.start(chromium.orElseThrow());
                Page page = browser.page(1280, 1180, ColorScheme.DARK)) {
            page.navigate(home.toString());
            follows(page.getByRole(AriaRole.REGION, named("Running now")).getByRole(AriaRole.LISTITEM));
            page.navigate(home.resolve("/runs/" + run).toString());
            follows(page.getByRole(AriaRole.PROGRESSBAR).first());
            page.navigate(home.resolve("/series/" + series).toString());
            follows(page.getByRole(AriaRole.REGION, named("Every number of the curve"))
                    .getByRole(AriaRole.ROW)
                    .nth(1));
            assertThat(Browser.barriers(page)).isEmpty();
            page.navigate(home.resolve("/samples/" + series).toString());
            assertThat(page.locator(".group").first()).isVisible();
            assertThat(Browser.barriers(page)).isEmpty();
            assertThat(browser.complaints()).isEmpty();
        }
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name);
    }

    /// It changes by itself.
    private static void follows(Locator shown) {
        assertThat(shown.first()).isVisible();
        String before = look(shown);
        await().atMost(LIMIT).until(() -> !look(shown).equals(before));
    }

    private static String look(Locator shown) {
        return (String) shown.first().evaluate("it => it.textContent + (it.value ?? '')");
    }

    private static double cores() {
        ProcessHandle service =
                ProcessHandle.of(stack.pids().get("analysis-service")).orElseThrow();
        Duration before = cpu(service);
        long begun = System.nanoTime();
        await().during(WATCHED)
                .atMost(WATCHED.plus(LIMIT))
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> evaluation.show(run).get("state").asText().equals("RUNNING"));
        return (double) cpu(service).minus(before).toNanos() / (System.nanoTime() - begun);
    }

    private static Duration cpu(ProcessHandle process) {
        return process.info().totalCpuDuration().orElseThrow();
    }

    private static HttpClient connected(int pages) throws InterruptedException {
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        URI events = stack.analysisService().resolve("/api/events");
        CountDownLatch heads = new CountDownLatch(pages);
        for (int i = 0; i < pages; i++) {
            client.sendAsync(HttpRequest.newBuilder(events).build(), head -> {
                heads.countDown();
                return HttpResponse.BodySubscribers.discarding();
            });
        }
        assertThat(heads.await(LIMIT.toSeconds(), TimeUnit.SECONDS))
                .as("all pages are connected")
                .isTrue();
        return client;
    }

    /// As many as those that there are, under other names.
    private static byte[] thousandSeries() {
        JsonNode real =
                new Http().get(stack.analysisService().resolve("/api/series")).body();
        ArrayNode list = Json.mapper().createArrayNode();
        for (int i = 0; i < SERIES; i++) {
            ObjectNode copy = real.get(i % real.size()).deepCopy();
            ((ObjectNode) copy.get("series")).put("family", "family-" + i / 100).put("task", "task-" + i % 100);
            list.add(copy);
        }
        return list.toString().getBytes(StandardCharsets.UTF_8);
    }
}
