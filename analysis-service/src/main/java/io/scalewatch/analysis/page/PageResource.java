package io.scalewatch.analysis.page;

import io.scalewatch.analysis.runtime.AnalysisConfig;
import io.smallrye.mutiny.Multi;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/// What the page asks for beside series and alerts.
@Path("/api")
public class PageResource {

    private final PageConfig page;
    private final AnalysisConfig analysis;
    private final PageUpdates updates;

    PageResource(PageConfig page, AnalysisConfig analysis, PageUpdates updates) {
        this.page = page;
        this.analysis = analysis;
        this.updates = updates;
    }

    /// @param taskService where browsers reach it
    /// @param inferenceService where browsers reach it
    /// @param falseDiscoveryRate the share of alerts that may be false
    /// @param minimumEffect the least fall of accuracy that is worth an alert, a rate
    public record Settings(
            String taskService, String inferenceService, double falseDiscoveryRate, double minimumEffect) {}

    @GET
    @Path("/page")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "What the page must know of this installation")
    public Settings settings() {
        return new Settings(
                withoutSlash(page.taskService()),
                withoutSlash(page.inferenceService()),
                analysis.alerts().falseDiscoveryRate(),
                analysis.alerts().minimumEffect());
    }

    private static String withoutSlash(URI address) {
        String text = address.toString();
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }

    @GET
    @Path("/events")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Operation(summary = "Series and alerts as they change, as server-sent events", description = """
                    `series`: a list of series as /api/series shows them, each as it is now. `alerts`: a list of alerts as \
                    they are now. `beat`: nothing has changed. At least one event in 5 s; each has a number as its `id`, \
                    one more than the one before: where one is missing, look at /api/series and /api/alerts again.""")
    @APIResponse(responseCode = "200", description = "It does not end")
    public Multi<OutboundSseEvent> events(@Context Sse sse) {
        return updates.stream()
                .map(update -> sse.newEventBuilder()
                        .id(Long.toString(update.number()))
                        .name(update.name())
                        .data(update.json())
                        .build());
    }
}
