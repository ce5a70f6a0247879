package io.scalewatch.analysis.api;

import io.scalewatch.analysis.history.History;
import io.scalewatch.contracts.event.ScalingAlert;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestQuery;

/// What was found to have turned the wrong way.
@Path("/api/alerts")
@Produces(MediaType.APPLICATION_JSON)
public class AlertResource {

    private final History history;

    AlertResource(History history) {
        this.history = history;
    }

    /// Alerts, the newest first, each with its newest event.
    @GET
    @Operation(summary = "The open alerts, or all")
    @APIResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(type = SchemaType.ARRAY, implementation = ScalingAlert.class)))
    @APIResponse(
            responseCode = "400",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public Response list(@RestQuery @DefaultValue("open") String status) {
        return switch (status) {
            case "open" -> Response.ok(history.alerts(true)).build();
            case "all" -> Response.ok(history.alerts(false)).build();
            default ->
                Problem.response(
                        Response.Status.BAD_REQUEST,
                        "Alerts can't be listed by this status.",
                        new Problem.Violation("status", "not a status to list by", "open or all"));
        };
    }
}
