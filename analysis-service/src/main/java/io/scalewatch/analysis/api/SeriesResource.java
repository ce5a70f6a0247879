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
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/// The newest fit of every series.
@Path("/api/series")
@Produces(MediaType.APPLICATION_JSON)
public class SeriesResource {

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

    /// One series, with the intervals of all its labels and the evidence for its shape.
    @GET
    @Path("/{family}/{task}/{taskVersion}/{variant}/{scoringVersion}")
    @Operation(summary = "The whole fit of one series")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = CurveFitted.class)))
    @APIResponse(
            responseCode = "404",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public Response one(
            @RestPath String family,
            @RestPath String task,
            @RestPath String taskVersion,
            @RestPath String variant,
            @RestPath String scoringVersion) {
        return named(family, task, taskVersion, variant, scoringVersion)
                .flatMap(history::fit)
                .map(fit -> Response.ok(fit).build())
                .orElseGet(SeriesResource::notFound);
    }

    /// How a series came to what it is: evidence and shape at the end of each minute in which it changed, and
    /// how earlier sets of versions had ended.
    @GET
    @Path("/{family}/{task}/{taskVersion}/{variant}/{scoringVersion}/history")
    @Operation(summary = "The evidence of one series over time, and what its earlier versions had come to")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = SeriesPast.class)))
    @APIResponse(
            responseCode = "404",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public Response past(
            @RestPath String family,
            @RestPath String task,
            @RestPath String taskVersion,
            @RestPath String variant,
            @RestPath String scoringVersion) {
        return named(family, task, taskVersion, variant, scoringVersion)
                .filter(series -> history.fit(series).isPresent())
                .map(series -> Response.ok(SeriesPast.of(history.past(series, SeriesPast.MOST_LOOKS)))
                        .build())
                .orElseGet(SeriesResource::notFound);
    }

    private static Response notFound() {
        return Problem.response(
                Response.Status.NOT_FOUND, "There is no series of that name. /api/series lists those with scores.");
    }

    /// Nothing for what can't be a series' name.
    private static Optional<SeriesKey> named(String... parts) {
        return Stream.of(parts).allMatch(Names::isName)
                ? Optional.of(new SeriesKey(parts[0], parts[1], parts[2], parts[3], parts[4]))
                : Optional.empty();
    }
}
