package io.scalewatch.analysis.api;

import io.scalewatch.analysis.export.RowWriter;
import io.scalewatch.analysis.export.ScoreExport;
import io.scalewatch.analysis.export.ScoreTable;
import io.scalewatch.analysis.export.TableFormat;
import io.scalewatch.analysis.history.History;
import io.scalewatch.contracts.event.SeriesKey;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/// A series as tables, for R and Python.
@Path("/api/series")
public class ExportResource {

    private final History history;
    private final ScoreExport scores;
    private final ScoreReadings readings;

    ExportResource(History history, ScoreExport scores, ScoreReadings readings) {
        this.history = history;
        this.scores = scores;
        this.readings = readings;
    }

    /// The points, a row per model and outcome.
    @GET
    @Path(SeriesLookup.NAME + "/points.{format}")
    @Produces({"text/csv", "application/json", "application/vnd.apache.parquet"})
    @Operation(summary = "The points of one series, a row per model and outcome: points.csv, .json or .parquet")
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
            @RestPath String format,
            @RestQuery Optional<String> at) {
        return TableFormat.of(format)
                .map(known -> SeriesLookup.fit(
                        history,
                        at,
                        fit -> Response.ok((StreamingOutput) out -> {
                                    try (RowWriter rows = known.to(out, CurveTable.COLUMNS)) {
                                        CurveTable.write(fit, rows);
                                    }
                                })
                                .type(known.mediaType()),
                        family,
                        task,
                        taskVersion,
                        variant,
                        scoringVersion))
                .orElseGet(ExportResource::unknownFormat);
    }

    /// The scores behind the points, a row for each labelled trial: the first label of each (run, index), as far
    /// back as the topic of the scores is kept.
    @GET
    @Path(SeriesLookup.NAME + "/scores.{format}")
    @Produces({"text/csv", "application/json", "application/vnd.apache.parquet"})
    @Operation(summary = "The labelled trials behind one series, of all versions: scores.csv, .json or .parquet")
    @APIResponse(responseCode = "200", content = @Content(mediaType = "text/csv"))
    @APIResponse(
            responseCode = "404",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @APIResponse(
            responseCode = "503",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public Response scores(
            @RestPath String family,
            @RestPath String task,
            @RestPath String taskVersion,
            @RestPath String variant,
            @RestPath String scoringVersion,
            @RestPath String format) {
        return TableFormat.of(format)
                .map(known -> SeriesLookup.fit(
                        history,
                        Optional.empty(),
                        fit -> scores(fit.series(), known),
                        family,
                        task,
                        taskVersion,
                        variant,
                        scoringVersion))
                .orElseGet(ExportResource::unknownFormat);
    }

    private Response.ResponseBuilder scores(SeriesKey series, TableFormat format) {
        return Response.ok((StreamingOutput) out -> {
                    try (ScoreReadings.Place place = readings.begin();
                            RowWriter rows = format.to(out, ScoreTable.COLUMNS)) {
                        scores.write(series, rows);
                    }
                })
                .type(format.mediaType());
    }

    private static Response unknownFormat() {
        return Problem.response(Response.Status.NOT_FOUND, "There is no such table: it can be csv, json or parquet.");
    }
}
