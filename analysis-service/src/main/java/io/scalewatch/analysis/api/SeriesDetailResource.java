package io.scalewatch.analysis.api;

import io.scalewatch.analysis.export.ScoreExport;
import io.scalewatch.analysis.forecasts.ForecastOutcome;
import io.scalewatch.analysis.forms.FittedBand;
import io.scalewatch.analysis.forms.FormFits;
import io.scalewatch.analysis.forms.FormFitter;
import io.scalewatch.analysis.history.History;
import io.scalewatch.analysis.series.BudgetAxis;
import io.scalewatch.analysis.series.BudgetTally;
import io.scalewatch.analysis.series.TrainingAxis;
import io.scalewatch.contracts.event.CurveFitted;
import io.scalewatch.contracts.event.SeriesKey;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/// What is made of a series when somebody asks.
@Path("/api/series")
@Produces(MediaType.APPLICATION_JSON)
public class SeriesDetailResource {

    private static final Logger LOG = Logger.getLogger(SeriesDetailResource.class);
    private static final int MOST_EPOCHS = 100;

    private static final String TRAINING = "training-flops";
    private static final String REASONING = "reasoning-budget";

    private final History history;
    private final ScoreExport scores;
    private final ScoreReadings readings;

    SeriesDetailResource(History history, ScoreExport scores, ScoreReadings readings) {
        this.history = history;
        this.scores = scores;
        this.readings = readings;
    }

    /// The forms of papers, for showing; nothing is decided by them.
    @GET
    @Path(SeriesLookup.NAME + "/forms")
    @Operation(summary = "Power laws, a sigmoid and a quadratic logit through the curve, with parameter intervals")
    @Parameter(name = "at", description = "As of this moment, for example 2026-03-04T05:06:07Z; without it, now")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = FormFits.class)))
    @APIResponse(
            responseCode = "400",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @APIResponse(
            responseCode = "404",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public Response forms(
            @RestPath String family,
            @RestPath String task,
            @RestPath String taskVersion,
            @RestPath String variant,
            @RestPath String scoringVersion,
            @RestQuery Optional<String> at) {
        return SeriesLookup.fit(
                history,
                at,
                fit -> Response.ok(FormFitter.of(fit.points())),
                family,
                task,
                taskVersion,
                variant,
                scoringVersion);
    }

    /// The smooth curve through the points, for drawing.
    @GET
    @Path(SeriesLookup.NAME + "/band")
    @Operation(
            summary =
                    "A quadratic through the log-odds of accuracy with its 95 % band, from the smallest to the largest size")
    @Parameter(name = "at", description = "As of this moment, for example 2026-03-04T05:06:07Z; without it, now")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = FittedBand.class)))
    @APIResponse(
            responseCode = "400",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @APIResponse(
            responseCode = "404",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public Response band(
            @RestPath String family,
            @RestPath String task,
            @RestPath String taskVersion,
            @RestPath String variant,
            @RestPath String scoringVersion,
            @RestQuery Optional<String> at) {
        return SeriesLookup.fit(
                history,
                at,
                fit -> Response.ok(FittedBand.of(fit.points())),
                family,
                task,
                taskVersion,
                variant,
                scoringVersion);
    }

    /// The curve over another axis than the parameters, for showing.
    @GET
    @Path(SeriesLookup.NAME + "/curve")
    @Operation(
            summary = "The curve over what training took, of the models that declare it; or, for each version, "
                    + "over the tokens that it was given to reason with")
    @Parameter(name = "axis", description = TRAINING + " or " + REASONING)
    @Parameter(
            name = "at",
            description = "With " + TRAINING + ": as of this moment, for example 2026-03-04T05:06:07Z; without it, now")
    @APIResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(oneOf = {TrainingAxis.class, BudgetAxis.class})))
    @APIResponse(
            responseCode = "400",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @APIResponse(
            responseCode = "404",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @APIResponse(
            responseCode = "503",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public Response curve(
            @RestPath String family,
            @RestPath String task,
            @RestPath String taskVersion,
            @RestPath String variant,
            @RestPath String scoringVersion,
            @RestQuery Optional<String> axis,
            @RestQuery Optional<String> at) {
        return switch (axis.orElse("")) {
            case TRAINING ->
                SeriesLookup.fit(
                        history,
                        at,
                        fit -> Response.ok(TrainingAxis.of(fit)),
                        family,
                        task,
                        taskVersion,
                        variant,
                        scoringVersion);
            case REASONING -> {
                if (at.isPresent()) {
                    yield Problem.response(
                            Response.Status.BAD_REQUEST,
                            "The curve over this axis is of now.",
                            new Problem.Violation("at", "not with " + REASONING, "leave it out"));
                }
                yield SeriesLookup.fit(
                        history, at, fit -> budgets(fit.series()), family, task, taskVersion, variant, scoringVersion);
            }
            default ->
                Problem.response(
                        Response.Status.BAD_REQUEST,
                        "The curve can't be shown over this axis.",
                        new Problem.Violation(
                                "axis",
                                "not an axis",
                                TRAINING + " or " + REASONING + "; over parameters it is the series itself"));
        };
    }

    private Response.ResponseBuilder budgets(SeriesKey series) {
        BudgetTally tally = new BudgetTally();
        try (ScoreReadings.Place place = readings.begin()) {
            scores.read(series, tally::count);
        } catch (IOException e) {
            LOG.warnf("The scores can't be read: %s", e.getMessage());
            throw new WebApplicationException(Problem.response(
                    Response.Status.SERVICE_UNAVAILABLE, "The scores can't be read at present. Ask again."));
        }
        return Response.ok(tally.axis());
    }

    /// What was expected of each size before it was there, and what came.
    @GET
    @Path(SeriesLookup.NAME + "/forecasts")
    @Operation(summary = "How the forecasts of this series did")
    @APIResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(type = SchemaType.ARRAY, implementation = ForecastOutcome.class)))
    @APIResponse(
            responseCode = "404",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public Response forecasts(
            @RestPath String family,
            @RestPath String task,
            @RestPath String taskVersion,
            @RestPath String variant,
            @RestPath String scoringVersion) {
        return of(series -> history.outcomes(series), family, task, taskVersion, variant, scoringVersion);
    }

    /// The whole last fit of each earlier set of versions; kept for good, unlike the thinned past.
    @GET
    @Path(SeriesLookup.NAME + "/epochs")
    @Operation(summary = "The curves of the versions before, the newest first")
    @APIResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(type = SchemaType.ARRAY, implementation = CurveFitted.class)))
    @APIResponse(
            responseCode = "404",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public Response epochs(
            @RestPath String family,
            @RestPath String task,
            @RestPath String taskVersion,
            @RestPath String variant,
            @RestPath String scoringVersion) {
        return of(series -> history.epochs(series, MOST_EPOCHS), family, task, taskVersion, variant, scoringVersion);
    }

    private Response of(Function<SeriesKey, List<?>> list, String... name) {
        return SeriesLookup.fit(history, Optional.empty(), fit -> Response.ok(list.apply(fit.series())), name);
    }
}
