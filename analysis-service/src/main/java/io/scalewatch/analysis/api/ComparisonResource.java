package io.scalewatch.analysis.api;

import io.scalewatch.analysis.history.History;
import io.scalewatch.analysis.runtime.AnalysisStreams;
import io.scalewatch.contracts.event.CurveFitted;
import io.scalewatch.contracts.event.SeriesKey;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/// A series beside others: the variants of its task, paired by sample, and other families; and taken apart
/// by difficulty.
@Path("/api/series")
@Produces(MediaType.APPLICATION_JSON)
public class ComparisonResource {

    private final History history;
    private final AnalysisStreams streams;

    ComparisonResource(History history, AnalysisStreams streams) {
        this.history = history;
        this.streams = streams;
    }

    /// What asking otherwise does to a curve: every other variant of the same task and versions, by size.
    @GET
    @Path(SeriesLookup.NAME + "/comparisons")
    @Operation(summary = "Every other variant of the task against this one, on the same samples")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = VariantComparisons.class)))
    @APIResponse(
            responseCode = "404",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public Response compare(
            @RestPath String family,
            @RestPath String task,
            @RestPath String taskVersion,
            @RestPath String variant,
            @RestPath String scoringVersion) {
        return comparisons(family, task, taskVersion, variant, scoringVersion)
                .map(found -> Response.ok(found).build())
                .orElseGet(() -> SeriesLookup.notFound(false));
    }

    /// The same as a table, for R or Python.
    @GET
    @Path(SeriesLookup.NAME + "/comparisons.csv")
    @Produces("text/csv")
    @Operation(summary = "Every other variant of the task against this one, a row per variant and model")
    @APIResponse(responseCode = "200", content = @Content(mediaType = "text/csv"))
    @APIResponse(
            responseCode = "404",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public Response table(
            @RestPath String family,
            @RestPath String task,
            @RestPath String taskVersion,
            @RestPath String variant,
            @RestPath String scoringVersion) {
        return comparisons(family, task, taskVersion, variant, scoringVersion)
                .map(found ->
                        Response.ok(VariantTable.csv(found)).type("text/csv").build())
                .orElseGet(() -> SeriesLookup.notFound(false));
    }

    /// The same task by other families: shapes, points and trends per decade of size.
    @GET
    @Path(SeriesLookup.NAME + "/families")
    @Operation(summary = "This family and every other one at the same task, asked in the same way")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = FamilyComparisons.class)))
    @APIResponse(
            responseCode = "404",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public Response families(
            @RestPath String family,
            @RestPath String task,
            @RestPath String taskVersion,
            @RestPath String variant,
            @RestPath String scoringVersion) {
        return SeriesLookup.named(family, task, taskVersion, variant, scoringVersion)
                .flatMap(history::fit)
                .map(first -> Response.ok(FamilyComparisons.of(first, otherFamilies(first.series())))
                        .build())
                .orElseGet(() -> SeriesLookup.notFound(false));
    }

    private List<CurveFitted> otherFamilies(SeriesKey series) {
        return history.fits(Optional.empty(), Optional.of(series.task()), Optional.of(series.variant())).stream()
                .filter(fit -> fit.series().taskVersion().equals(series.taskVersion())
                        && fit.series().scoringVersion().equals(series.scoringVersion())
                        && !fit.series().family().equals(series.family()))
                .sorted(Comparator.comparing(fit -> fit.series().family()))
                .toList();
    }

    /// A series taken apart by a dial of its task, so that opposite trends don't cancel unseen.
    @GET
    @Path(SeriesLookup.NAME + "/slices")
    @Operation(summary = "This series by difficulty: one curve for each value or range of a dial")
    @Parameter(name = "dial", description = "A dial of the task; without it, the first by name")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = SlicedSeries.class)))
    @APIResponse(
            responseCode = "400",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @APIResponse(
            responseCode = "404",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public Response slices(
            @RestPath String family,
            @RestPath String task,
            @RestPath String taskVersion,
            @RestPath String variant,
            @RestPath String scoringVersion,
            @RestQuery Optional<String> dial) {
        Optional<CurveFitted> found = SeriesLookup.named(family, task, taskVersion, variant, scoringVersion)
                .flatMap(history::fit);
        if (found.isEmpty()) {
            return SeriesLookup.notFound(false);
        }
        CurveFitted fit = found.get();
        Map<String, Map<String, Double>> dials = streams.dials(fit.series()).orElse(Map.of());
        if (dials.isEmpty()) {
            return Problem.response(
                    Response.Status.NOT_FOUND,
                    "No dial is known of this task's samples: it has none, or another instance of the analysis holds "
                            + "them.");
        }
        SortedSet<String> names = SlicedSeries.names(dials);
        String chosen = dial.orElseGet(names::first);
        if (!names.contains(chosen)) {
            return Problem.response(
                    Response.Status.BAD_REQUEST,
                    "The series can't be taken apart by this dial.",
                    new Problem.Violation("dial", "not a dial of the task", "one of " + String.join(", ", names)));
        }
        return Response.ok(SlicedSeries.of(
                        fit, chosen, dials, point -> streams.labels(fit.series(), point.model(), point.version())))
                .build();
    }

    private Optional<VariantComparisons> comparisons(String... name) {
        return SeriesLookup.named(name)
                .flatMap(history::fit)
                .map(baseline -> VariantComparisons.of(
                        baseline,
                        others(baseline.series()),
                        (series, point) -> streams.labels(series, point.model(), point.version())));
    }

    private List<CurveFitted> others(SeriesKey baseline) {
        return history.fits(Optional.of(baseline.family()), Optional.of(baseline.task()), Optional.empty()).stream()
                .filter(fit -> fit.series().taskVersion().equals(baseline.taskVersion())
                        && fit.series().scoringVersion().equals(baseline.scoringVersion())
                        && !fit.series().variant().equals(baseline.variant()))
                .sorted(Comparator.comparing(fit -> fit.series().variant()))
                .toList();
    }
}
