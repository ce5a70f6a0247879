package io.scalewatch.analysis.page;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// Serves one document at every address of the page, and says what browsers may do with it.
@Singleton
class PageRoutes {

    /// What follows in the address is the page's own affair.
    private static final List<String> VIEWS =
            List.of("/series/*", "/samples/*", "/tasks", "/tasks/*", "/models", "/runs", "/runs/*", "/endpoints");

    private static final String DOCUMENT = "/";
    private static final String BUNDLE = "/static/bundle/";
    private static final Pattern SAMPLES = Pattern.compile("/api/series/.*/samples(/.*)?");
    /// After the filter that sets what holds for every answer.
    private static final int SECOND = 900;

    private static final Duration SHORTEST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final int OK = 200;
    private static final int MOST_SERIES = 10_000;

    private final String policy;

    /// @throws IllegalArgumentException names the property that is out of its range
    PageRoutes(PageConfig config) {
        check(config);
        this.policy = contentSecurityPolicy(config.taskService(), config.inferenceService());
    }

    void onStart(@Observes StartupEvent event) {
        // So that wrong settings stop the start.
    }

    void views(@Observes Router router) {
        VIEWS.forEach(view -> router.get(view).handler(context -> context.reroute(DOCUMENT)));
    }

    void headers(@Observes Filters filters) {
        filters.register(this::describe, SECOND);
    }

    private void describe(RoutingContext context) {
        String path = context.request().path();
        if (path.equals(DOCUMENT) || isView(path)) {
            context.response().putHeader("Content-Security-Policy", policy);
        }
        String kept = kept(path);
        context.addHeadersEndHandler(ending -> {
            if (context.response().getStatusCode() == OK) {
                context.response().headers().set("Cache-Control", kept);
            }
        });
        context.next();
    }

    private static String kept(String path) {
        if (path.startsWith(BUNDLE)) {
            // The document names the bundle by its content, so that the document is all that is looked for anew.
            return "public, immutable, max-age=31536000";
        }
        // What was asked and answered is not to lie about in a browser once it is purged.
        return SAMPLES.matcher(path).matches() ? "no-store" : "no-cache";
    }

    private static boolean isView(String path) {
        return VIEWS.stream()
                .anyMatch(view ->
                        view.endsWith("*") ? path.startsWith(view.substring(0, view.length() - 1)) : path.equals(view));
    }

    /// Nothing but its own files, no script or style within a document, no markup made of texts, no other page
    /// around it; and it talks to the services alone.
    static String contentSecurityPolicy(URI taskService, URI inferenceService) {
        return String.join(
                "; ",
                "default-src 'none'",
                "script-src 'self'",
                "style-src 'self'",
                "img-src 'self'",
                "connect-src 'self' " + origin(taskService) + " " + origin(inferenceService),
                "base-uri 'none'",
                "form-action 'none'",
                "frame-ancestors 'none'",
                "require-trusted-types-for 'script'",
                "trusted-types 'none'");
    }

    static void check(PageConfig config) {
        require(
                isWeb(config.taskService()),
                "task-service",
                "must be the address of task-service, like http://localhost:8701");
        require(
                isWeb(config.inferenceService()),
                "inference-service",
                "must be the address of inference-service, like http://localhost:8702");
        require(
                config.updateInterval().compareTo(SHORTEST) >= 0
                        && config.updateInterval().compareTo(LONGEST) <= 0,
                "update-interval",
                "must lie between " + SHORTEST + " and " + LONGEST);
        require(
                1 <= config.seriesPerUpdate() && config.seriesPerUpdate() <= MOST_SERIES,
                "series-per-update",
                "must lie between 1 and " + MOST_SERIES);
    }

    private static boolean isWeb(URI address) {
        return address.getScheme() != null
                && Set.of("http", "https").contains(address.getScheme())
                && address.getHost() != null;
    }

    private static String origin(URI uri) {
        return uri.getScheme() + "://" + uri.getRawAuthority();
    }

    private static void require(boolean holds, String property, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException("scalewatch.analysis.page." + property + " " + otherwise);
        }
    }
}
