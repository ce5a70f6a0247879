package io.scalewatch.analysis.webhooks;

import io.scalewatch.analysis.api.Problem;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/// Subscribers that are called about alerts.
@Path("/api/webhooks")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class WebhookResource {

    private static final int MOST_DELIVERIES = 1_000;

    private final WebhookStore webhooks;
    private final DeliveryStore deliveries;
    private final WebhookRules rules;
    private final WebhookSender sender;
    private final WebhookConfig config;
    private final WebhookMetrics metrics;
    private final WebhookSignal signal;
    private final Clock clock;

    WebhookResource(
            WebhookStore webhooks,
            DeliveryStore deliveries,
            WebhookRules rules,
            WebhookSender sender,
            WebhookConfig config,
            WebhookMetrics metrics,
            WebhookSignal signal,
            Clock clock) {
        this.webhooks = webhooks;
        this.deliveries = deliveries;
        this.rules = rules;
        this.sender = sender;
        this.config = config;
        this.metrics = metrics;
        this.signal = signal;
        this.clock = clock;
    }

    @GET
    @Operation(summary = "All webhooks, by name")
    public List<WebhookView> list() {
        Map<String, Long> pending = deliveries.pending();
        return webhooks.all().stream()
                .map(webhook -> WebhookView.of(webhook, pending.getOrDefault(webhook.name(), 0L)))
                .toList();
    }

    @GET
    @Path("/{name}")
    @Operation(summary = "One webhook")
    public Response get(@RestPath String name) {
        return webhooks.find(name)
                .map(webhook -> Response.ok(view(webhook)).build())
                .orElseGet(() -> unknown(name));
    }

    /// What happens from now on is sent to it.
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Creates a webhook")
    public Response create(WebhookRequest request) {
        if (request == null) {
            return Problem.response(
                    Status.BAD_REQUEST,
                    "The webhook can't be created.",
                    new Problem.Violation("body", "is missing", "see /q/openapi"));
        }
        WebhookRules.Checked checked = rules.check(request, clock.instant());
        if (checked.webhook().isEmpty()) {
            return Problem.response(
                    Status.BAD_REQUEST,
                    "The webhook can't be created.",
                    checked.violations().toArray(Problem.Violation[]::new));
        }
        Webhook webhook = checked.webhook().get();
        if (!webhooks.create(webhook, config.most())) {
            return Problem.response(
                    Status.CONFLICT,
                    "There is a webhook of this name, or there are as many as scalewatch.analysis.webhooks.most says.");
        }
        return Response.created(URI.create("/api/webhooks/" + webhook.name()))
                .entity(view(webhook))
                .build();
    }

    @DELETE
    @Path("/{name}")
    @Operation(summary = "Deletes a webhook with the log of its deliveries")
    public Response delete(@RestPath String name) {
        if (!webhooks.delete(name)) {
            return unknown(name);
        }
        metrics.forget(name);
        return Response.noContent().build();
    }

    @POST
    @Path("/{name}/enable")
    @Operation(summary = "Has a disabled webhook called again, with what waits for it")
    public Response enable(@RestPath String name) {
        if (webhooks.find(name).isEmpty()) {
            return unknown(name);
        }
        webhooks.enable(name, clock.instant());
        signal.raise();
        return get(name);
    }

    @POST
    @Path("/{name}/disable")
    @Operation(summary = "Has a webhook called no more until it is enabled")
    public Response disable(@RestPath String name) {
        if (webhooks.find(name).isEmpty()) {
            return unknown(name);
        }
        webhooks.disable(name, new Webhook.Disabled(clock.instant(), "on request"));
        return get(name);
    }

    /// Once, whatever comes of it, also if the webhook is disabled.
    @POST
    @Path("/{name}/ping")
    @Operation(summary = "Calls a webhook with a test message, and says how it went")
    public Response ping(@RestPath String name) {
        Optional<Webhook> webhook = webhooks.find(name);
        if (webhook.isEmpty()) {
            return unknown(name);
        }
        Instant now = clock.instant();
        Message message = Message.ping(name, now);
        Attempt attempt = sender.send(webhook.get(), message);
        deliveries.recordPing(name, message, attempt, now);
        return deliveries
                .find(name, message.id())
                .map(delivery -> Response.ok(delivery).build())
                .orElseGet(() -> unknown(name));
    }

    @GET
    @Path("/{name}/deliveries")
    @Operation(summary = "The newest deliveries, at most 1,000")
    public Response deliveries(@RestPath String name, @RestQuery @DefaultValue("50") int limit) {
        if (webhooks.find(name).isEmpty()) {
            return unknown(name);
        }
        if (limit < 1 || limit > MOST_DELIVERIES) {
            return Problem.response(
                    Status.BAD_REQUEST,
                    "So many deliveries can't be listed.",
                    new Problem.Violation("limit", "is out of its range", "1 to " + MOST_DELIVERIES));
        }
        return Response.ok(deliveries.newest(name, limit)).build();
    }

    private WebhookView view(Webhook webhook) {
        return WebhookView.of(webhook, deliveries.pending().getOrDefault(webhook.name(), 0L));
    }

    private static Response unknown(String name) {
        return Problem.response(
                Status.NOT_FOUND, "There is no webhook '" + name + "'; GET /api/webhooks lists those that there are.");
    }
}
