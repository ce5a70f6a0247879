package io.scalewatch.analysis.api;

import io.scalewatch.analysis.history.History;
import io.scalewatch.contracts.event.CurveFitted;
import io.scalewatch.contracts.event.Names;
import io.scalewatch.contracts.event.SeriesKey;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/// The newest fit of every series.
@Path("/api/series")
@Produces(MediaType.APPLICATION_JSON)
public class SeriesResource {

    private static final String NAME = "/{family}/{task}/{taskVersion}/{variant}/{scoringVersion}";

    private final History history;

    SeriesResource(History history) {
        this.history = history;
    }

    /// All series, or those of a family, a task, a variant.
    @GET
    @Operation(summary = "Every series with its shape and its points in short")
    public List<SeriesSummary> list(
            @RestQuery Optional<String> family, @RestQuery Optional<String> task, @RestQuery Optional<String> variant) {
        return history.fits(family, task, variant).stream()
                .map(SeriesSummary::of)
                .toList();
    }

    /// One series, with the intervals of all its labels and the evidence for its shape; at present, or as of a
    /// past moment.
    @GET
    @Path(NAME)
    @Operation(summary = "The whole fit of one series")
    @Parameter(name = "at", description = "As of this moment, for example 2026-03-04T05:06:07Z; without it, now")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = CurveFitted.class)))
    @APIResponse(
            responseCode = "400",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @APIResponse(
            responseCode = "404",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public Response one(
            @RestPath String family,
            @RestPath String task,
            @RestPath String taskVersion,
            @RestPath String variant,
            @RestPath String scoringVersion,
            @RestQuery Optional<String> at) {
        return found(at, fit -> Response.ok(fit), family, task, taskVersion, variant, scoringVersion);
    }

    /// The points of one series as a table, for R or Python.
    @GET
    @Path(NAME + "/points.csv")
    @Produces("text/csv")
    @Operation(summary = "The points of one series, a row per model and outcome")
    @Parameter(name = "at", description = "As of this moment, for example 2026-03-04T05:06:07Z; without it, now")
    @APIResponse(responseCode = "200", content = @Content(mediaType = "text/csv"))
    @APIResponse(
            responseCode = "400",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @APIResponse(
            responseCode = "404",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public Response points(
            @RestPath String family,
            @RestPath String task,
            @RestPath String taskVersion,
            @RestPath String variant,
            @RestPath String scoringVersion,
            @RestQuery Optional<String> at) {
        return found(
                at,
                fit -> Response.ok(CurveTable.csv(fit)).type("text/csv"),
                family,
                task,
                taskVersion,
                variant,
                scoringVersion);
    }

    private Response found(
            Optional<String> at, Function<CurveFitted, Response.ResponseBuilder> answer, String... name) {
        Optional<Instant> moment;
        try {
            moment = at.map(Instant::parse);
        } catch (DateTimeParseException e) {
            return Problem.response(
                    Response.Status.BAD_REQUEST,
                    "The series can't be shown as of this moment.",
                    new Problem.Violation("at", "not a moment", "for example 2026-03-04T05:06:07Z"));
        }
        return named(name)
                .flatMap(series -> moment.map(then -> history.fit(series, then)).orElseGet(() -> history.fit(series)))
                .map(fit -> answer.apply(fit).build())
                .orElseGet(() -> Problem.response(
                        Response.Status.NOT_FOUND,
                        "There is no series of that name"
                                + (moment.isPresent() ? ", or none that was fitted by then" : "")
                                + ". /api/series lists those with scores."));
    }

    /// Nothing for what can't be a series' name.
    private static Optional<SeriesKey> named(String... parts) {
        return Stream.of(parts).allMatch(Names::isName)
                ? Optional.of(new SeriesKey(parts[0], parts[1], parts[2], parts[3], parts[4]))
                : Optional.empty();
    }
}
