package io.scalewatch.analysis.api;

import io.scalewatch.analysis.api.AlertRequests.MuteRequest;
import io.scalewatch.analysis.api.Problem.Violation;
import io.scalewatch.analysis.handling.AlertDesk;
import io.scalewatch.analysis.handling.Mute;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/// Which alerts nobody wants to hear of. They are raised, kept and published all the same, and say that they
/// are muted.
@Path("/api/mutes")
@Produces(MediaType.APPLICATION_JSON)
public class MuteResource {

    private final AlertDesk desk;
    private final Clock clock;

    MuteResource(AlertDesk desk, Clock clock) {
        this.desk = desk;
        this.clock = clock;
    }

    @GET
    @Operation(summary = "The mutes in force, or all, the newest first")
    @APIResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(type = SchemaType.ARRAY, implementation = Mute.class)))
    @APIResponse(
            responseCode = "400",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public Response list(@RestQuery @DefaultValue("in-force") String status) {
        return switch (status) {
            case "in-force" -> Response.ok(desk.inForce()).build();
            case "all" -> Response.ok(desk.all()).build();
            default ->
                Problem.response(
                        Response.Status.BAD_REQUEST,
                        "Mutes can't be listed by this status.",
                        new Violation("status", "not a status to list by", "in-force or all"));
        };
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Mute a series, a family, a task or a kind of alert, until a moment or for good")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = Mute.class)))
    @APIResponse(
            responseCode = "400",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @APIResponse(
            responseCode = "409",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public Response mute(MuteRequest request) {
        List<Violation> violations = request == null
                ? List.of(new Violation("body", "is missing", "see /q/openapi"))
                : request.violations(clock.instant());
        if (!violations.isEmpty()) {
            return refused("Nothing was muted", violations);
        }
        return desk.mute(
                        request.scope(),
                        request.by().orElseThrow().strip(),
                        request.reason().orElseThrow().strip(),
                        request.end())
                .map(mute -> Response.created(URI.create("/api/mutes/" + mute.id()))
                        .entity(mute)
                        .build())
                .orElseGet(() -> Problem.response(
                        Response.Status.CONFLICT,
                        "Nothing was muted: as many mutes as there may be are in force. Lift some of /api/mutes."));
    }

    /// Ends a mute; what it covers is heard of again, within a second or two.
    @DELETE
    @Path("/{id}")
    @Operation(summary = "Lift a mute")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Mute.class)))
    @APIResponse(
            responseCode = "400",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @APIResponse(
            responseCode = "404",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public Response lift(@RestPath String id, @RestQuery Optional<String> by) {
        List<Violation> violations = new ArrayList<>();
        AlertRequests.who(by, violations);
        if (!violations.isEmpty()) {
            return refused("Nothing was lifted", violations);
        }
        return identity(id)
                .flatMap(mute -> desk.lift(mute, by.orElseThrow().strip()))
                .map(mute -> Response.ok(mute).build())
                .orElseGet(() -> Problem.response(
                        Response.Status.NOT_FOUND, "There is no mute of that identity. /api/mutes lists them."));
    }

    private static Optional<UUID> identity(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Response refused(String what, List<Violation> violations) {
        Violation first = violations.getFirst();
        return Problem.response(
                Response.Status.BAD_REQUEST,
                what + ": " + first.field() + " " + first.reason() + ".",
                violations.toArray(Violation[]::new));
    }
}
