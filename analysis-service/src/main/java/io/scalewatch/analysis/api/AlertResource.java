package io.scalewatch.analysis.api;

import io.scalewatch.analysis.api.AlertRequests.RemarkRequest;
import io.scalewatch.analysis.api.Problem.Violation;
import io.scalewatch.analysis.handling.AlertDesk;
import io.scalewatch.analysis.handling.AlertHandling;
import io.scalewatch.analysis.handling.Remark;
import io.scalewatch.analysis.history.History;
import io.scalewatch.contracts.event.ScalingAlert;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/// What was found to have turned the wrong way, and what people say of it.
@Path("/api/alerts")
@Produces(MediaType.APPLICATION_JSON)
public class AlertResource {

    private final History history;
    private final AlertDesk desk;

    AlertResource(History history, AlertDesk desk) {
        this.history = history;
        this.desk = desk;
    }

    /// Alerts, the newest first, each with its newest event and what was done with it.
    @GET
    @Operation(summary = "The open alerts, or all; muted ones among them, under handling.muted")
    @APIResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(type = SchemaType.ARRAY, implementation = AlertView.class)))
    @APIResponse(
            responseCode = "400",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public Response list(@RestQuery @DefaultValue("open") String status) {
        return switch (status) {
            case "open" -> Response.ok(views(history.alerts(true))).build();
            case "all" -> Response.ok(views(history.alerts(false))).build();
            default ->
                Problem.response(
                        Response.Status.BAD_REQUEST,
                        "Alerts can't be listed by this status.",
                        new Violation("status", "not a status to list by", "open or all"));
        };
    }

    @GET
    @Path("/{alertId}")
    @Operation(summary = "One alert, open or not")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = AlertView.class)))
    @APIResponse(
            responseCode = "404",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public Response one(@RestPath String alertId) {
        return history.alert(alertId)
                .map(alert -> Response.ok(view(alert)).build())
                .orElseGet(AlertResource::notFound);
    }

    /// Says that somebody knows of an alert. Said again, nothing changes; an alert that becomes critical is to be
    /// acknowledged again.
    @PUT
    @Path("/{alertId}/acknowledgement")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Acknowledge an alert")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = AlertView.class)))
    @APIResponse(
            responseCode = "400",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @APIResponse(
            responseCode = "404",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public Response acknowledge(@RestPath String alertId, RemarkRequest request) {
        return remark(alertId, Remark.Type.ACKNOWLEDGED, request);
    }

    /// Adds a note to an alert; notes stay.
    @POST
    @Path("/{alertId}/notes")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Add a note to an alert")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = AlertView.class)))
    @APIResponse(
            responseCode = "400",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @APIResponse(
            responseCode = "404",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public Response note(@RestPath String alertId, RemarkRequest request) {
        return remark(alertId, Remark.Type.NOTE, request);
    }

    private Response remark(String alertId, Remark.Type type, RemarkRequest request) {
        List<Violation> violations = request == null
                ? List.of(new Violation("body", "is missing", "say who: {\"by\": \"...\"}"))
                : request.violations(type == Remark.Type.NOTE);
        if (!violations.isEmpty()) {
            return Problem.response(
                    Response.Status.BAD_REQUEST,
                    "Nothing was noted: " + violations.getFirst().field() + " "
                            + violations.getFirst().reason() + ".",
                    violations.toArray(Violation[]::new));
        }
        Optional<ScalingAlert> alert = history.alert(alertId);
        if (alert.isEmpty()) {
            return notFound();
        }
        boolean added = desk.remark(
                alert.get(),
                type,
                request.by().orElseThrow().strip(),
                request.text().orElse("").strip());
        return added
                ? Response.ok(view(alert.get())).build()
                : Problem.response(
                        Response.Status.CONFLICT, "Nothing was noted: the alert has as many remarks as it may have.");
    }

    private static Response notFound() {
        return Problem.response(
                Response.Status.NOT_FOUND, "There is no alert of that identity. /api/alerts?status=all lists them.");
    }

    private AlertView view(ScalingAlert alert) {
        return views(List.of(alert)).getFirst();
    }

    private List<AlertView> views(List<ScalingAlert> alerts) {
        Map<String, AlertHandling> handling = desk.handling(alerts);
        return alerts.stream()
                .map(alert -> new AlertView(alert, handling.get(alert.alertId())))
                .toList();
    }
}
