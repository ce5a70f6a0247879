package io.scalewatch.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/// Asks [CallerCheck] about every request but those to `/q`, which machines ask under any name and which change
/// nothing; and has every answer carry the headers that tell browsers to keep to what it is.
@Singleton
class CallerFilter {

    /// Before the framework's own filters, whose refusals say nothing.
    private static final int FIRST = 1_000;

    private static final String OPERATIONS = "/q/";
    private static final int FORBIDDEN = 403;

    private final CallerCheck check;

    CallerFilter(HttpConfig config) {
        this.check = new CallerCheck(
                config.origins().orElse(List.of()), config.hosts().orElse(List.of()));
    }

    void register(@Observes Filters filters) {
        filters.register(this::handle, FIRST);
    }

    private void handle(RoutingContext context) {
        HttpServerRequest request = context.request();
        context.response()
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Referrer-Policy", "no-referrer")
                .putHeader("X-Frame-Options", "DENY")
                .putHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        if (request.path().startsWith(OPERATIONS)) {
            // Its pages for developers bring scripts of their own.
            context.response().headers().remove("Content-Security-Policy");
            context.next();
            return;
        }
        check.refusal(call(request)).ifPresentOrElse(refusal -> refuse(context, refusal), context::next);
    }

    private static CallerCheck.Call call(HttpServerRequest request) {
        return new CallerCheck.Call(
                request.method().name(),
                Optional.ofNullable(request.authority()).map(HostAndPort::host),
                Optional.ofNullable(request.authority()).map(HostAndPort::toString),
                Optional.ofNullable(request.getHeader("Origin")),
                Optional.ofNullable(request.getHeader("Sec-Fetch-Site")));
    }

    /// A problem detail as in RFC 9457.
    private static void refuse(RoutingContext context, CallerCheck.Refusal refusal) {
        context.response()
                .setStatusCode(FORBIDDEN)
                .putHeader("Content-Type", "application/problem+json")
                .end(new JsonObject()
                        .put("type", "about:blank")
                        .put("title", "Forbidden")
                        .put("status", FORBIDDEN)
                        .put("detail", refusal.field() + " " + refusal.reason())
                        .put(
                                "violations",
                                new JsonArray()
                                        .add(new JsonObject()
                                                .put("field", refusal.field())
                                                .put("reason", refusal.reason())
                                                .put("remedy", refusal.remedy())))
                        .encode());
    }
}
