package io.scalewatch.analysis.api;

import io.scalewatch.analysis.history.History;
import io.scalewatch.analysis.runtime.AnalysisStreams;
import io.scalewatch.analysis.series.LabelTransitions;
import io.scalewatch.contracts.event.CurveFitted;
import io.scalewatch.contracts.event.SeriesKey;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
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

    private final History history;
    private final AnalysisStreams streams;

    SeriesResource(History history, AnalysisStreams streams) {
        this.history = history;
        this.streams = streams;
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
    @Path(SeriesLookup.NAME)
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
        return SeriesLookup.fit(
                history, at, fit -> Response.ok(fit), family, task, taskVersion, variant, scoringVersion);
    }

    /// How a series came to what it is: evidence and shape at the end of each minute in which it changed, and how
    /// earlier sets of versions had ended.
    @GET
    @Path(SeriesLookup.NAME + "/history")
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
        return SeriesLookup.named(family, task, taskVersion, variant, scoringVersion)
                .filter(series -> history.fit(series).isPresent())
                .map(series -> Response.ok(SeriesPast.of(history.past(series, SeriesPast.MOST_LOOKS)))
                        .build())
                .orElseGet(() -> SeriesLookup.notFound(false));
    }

    /// The paired effects of one series as a table, for R or Python.
    @GET
    @Path(SeriesLookup.NAME + "/effects.csv")
    @Produces("text/csv")
    @Operation(summary = "The paired effects of one series, a row per model and label")
    @Parameter(name = "at", description = "As of this moment, for example 2026-03-04T05:06:07Z; without it, now")
    @APIResponse(responseCode = "200", content = @Content(mediaType = "text/csv"))
    @APIResponse(
            responseCode = "400",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @APIResponse(
            responseCode = "404",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public Response effects(
            @RestPath String family,
            @RestPath String task,
            @RestPath String taskVersion,
            @RestPath String variant,
            @RestPath String scoringVersion,
            @RestQuery Optional<String> at) {
        return SeriesLookup.fit(
                history,
                at,
                fit -> Response.ok(EffectTable.csv(fit)).type("text/csv"),
                family,
                task,
                taskVersion,
                variant,
                scoringVersion);
    }

    /// Two scoring versions of a series, size by size: the rates with their intervals, and what became of each label.
    @GET
    @Path("/{family}/{task}/{taskVersion}/{variant}/comparison")
    @Operation(summary = "The same answers under two scoring versions")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = SeriesComparison.class)))
    @APIResponse(
            responseCode = "400",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @APIResponse(
            responseCode = "404",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public Response compare(
            @RestPath String family,
            @RestPath String task,
            @RestPath String taskVersion,
            @RestPath String variant,
            @RestQuery Optional<String> from,
            @RestQuery Optional<String> to) {
        if (from.isEmpty() || to.isEmpty()) {
            return Problem.response(
                    Response.Status.BAD_REQUEST,
                    "Two scoring versions can be compared.",
                    new Problem.Violation(from.isEmpty() ? "from" : "to", "is missing", "name a scoring version"));
        }
        Optional<CurveFitted> before = SeriesLookup.named(family, task, taskVersion, variant, from.get())
                .flatMap(history::fit);
        Optional<CurveFitted> after =
                SeriesLookup.named(family, task, taskVersion, variant, to.get()).flatMap(history::fit);
        if (before.isEmpty() || after.isEmpty()) {
            return Problem.response(
                    Response.Status.NOT_FOUND,
                    "There is no such series of the scoring version " + (before.isEmpty() ? from : to).get()
                            + ". /api/series lists those with scores.");
        }
        SeriesKey first = before.get().series();
        SeriesKey second = after.get().series();
        return Response.ok(SeriesComparison.of(
                        before.get(),
                        after.get(),
                        point -> streams.labels(first, point.model(), point.version())
                                .flatMap(old -> streams.labels(second, point.model(), point.version())
                                        .map(now -> LabelTransitions.of(old, now)))))
                .build();
    }
}
