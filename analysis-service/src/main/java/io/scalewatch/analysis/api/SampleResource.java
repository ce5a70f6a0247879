package io.scalewatch.analysis.api;

import io.scalewatch.analysis.history.History;
import io.scalewatch.analysis.runtime.AnalysisStreams;
import io.scalewatch.analysis.samples.SampleReader;
import io.scalewatch.analysis.samples.SampleReader.Point;
import io.scalewatch.analysis.samples.ShownSample;
import io.scalewatch.analysis.topology.SampleIndex;
import io.scalewatch.contracts.event.CurveFitted;
import io.scalewatch.contracts.event.CurvePoint;
import io.scalewatch.contracts.event.Label;
import io.scalewatch.contracts.event.SeriesKey;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/// What was asked and answered. The texts are read from Kafka for each request and kept nowhere else.
@Path("/api/series" + SeriesLookup.NAME + "/samples")
@Produces(MediaType.APPLICATION_JSON)
@APIResponse(
        responseCode = "404",
        content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
@APIResponse(
        responseCode = "503",
        description = "This instance can't read them now",
        content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
public class SampleResource {

    private static final int MOST_GROUPS = 20;
    private static final int MOST_IN_A_GROUP = 6;
    private static final int MOST_SIZES = 24;
    private static final int EXCERPT = 3_000;
    /// A record has 2 MiB at most.
    private static final int WHOLE = 4 << 20;

    private static final Pattern PLACE = Pattern.compile("[0-9a-f]{16}");

    private final History history;
    private final AnalysisStreams streams;
    private final SampleReader reader;

    SampleResource(History history, AnalysisStreams streams, SampleReader reader) {
        this.history = history;
        this.streams = streams;
        this.reader = reader;
    }

    /// Samples of a point, a page at a time.
    @GET
    @Operation(
            summary = "What one model version was asked and answered, by groups of samples",
            description = "Long texts are cut: `parts` are their beginning, what surrounds the answer, and their end.")
    @Parameter(name = "model", description = "Without it, the largest")
    @Parameter(name = "version", description = "Without it, the one that the curve shows")
    @Parameter(name = "label", description = "Only groups with a sample that got it")
    @Parameter(name = "sample", description = "Only the group with the sample of this name")
    @Parameter(name = "after", description = "`next` of the page before")
    @Parameter(name = "limit", description = "Groups, 1 to 20")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = PointSamples.class)))
    @APIResponse(
            responseCode = "400",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public Response page(
            @RestPath String family,
            @RestPath String task,
            @RestPath String taskVersion,
            @RestPath String variant,
            @RestPath String scoringVersion,
            @RestQuery Optional<String> model,
            @RestQuery Optional<String> version,
            @RestQuery Optional<String> label,
            @RestQuery Optional<String> sample,
            @RestQuery Optional<String> after,
            @RestQuery @DefaultValue("10") int limit) {
        Optional<Problem.Violation> violation = wrong(label, after, limit);
        if (violation.isPresent()) {
            return Problem.response(Response.Status.BAD_REQUEST, "The samples can't be listed so.", violation.get());
        }
        Optional<CurveFitted> fit = fit(family, task, taskVersion, variant, scoringVersion);
        if (fit.isEmpty()) {
            return SeriesLookup.notFound(false);
        }
        Optional<CurvePoint> point = fit.get().points().stream()
                .filter(one -> model.isEmpty() || one.model().equals(model.get()))
                .reduce((smaller, larger) -> larger);
        Optional<String> asked = model.or(() -> point.map(CurvePoint::model));
        Optional<String> deployed = version.or(() -> point.map(CurvePoint::version));
        if (asked.isEmpty() || deployed.isEmpty()) {
            return Problem.response(
                    Response.Status.NOT_FOUND, "The curve has no point of that model. Name its version, too.");
        }
        return streams.samples(index -> index.page(
                        fit.get().series(),
                        asked.get(),
                        deployed.get(),
                        label.map(Label::valueOf),
                        sample,
                        after,
                        limit))
                .map(page -> Response.ok(shown(fit.get().series(), asked.get(), deployed.get(), page))
                        .build())
                .orElseGet(SampleResource::notHere);
    }

    /// One group at every size of the curve.
    @GET
    @Path("/{place}")
    @Operation(summary = "What every size was asked and answered, of one group of samples")
    @Parameter(name = "place", description = "Of the group, as in the list of a point's samples")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = GroupAnswers.class)))
    public Response group(
            @RestPath String family,
            @RestPath String task,
            @RestPath String taskVersion,
            @RestPath String variant,
            @RestPath String scoringVersion,
            @RestPath String place) {
        Optional<CurveFitted> fit = fit(family, task, taskVersion, variant, scoringVersion);
        if (fit.isEmpty() || !PLACE.matcher(place).matches()) {
            return fit.isEmpty() ? SeriesLookup.notFound(false) : noSuchGroup();
        }
        SeriesKey series = fit.get().series();
        List<CurvePoint> sizes = fit.get().points().stream().limit(MOST_SIZES).toList();
        Optional<List<List<SampleIndex.Sample>>> found = streams.samples(index -> sizes.stream()
                .map(size -> index.group(series, size.model(), size.version(), place))
                .toList());
        if (found.isEmpty()) {
            return notHere();
        }
        if (found.get().stream().allMatch(List::isEmpty)) {
            return noSuchGroup();
        }
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < sizes.size(); i++) {
            points.add(new Point(
                    sizes.get(i).model(),
                    sizes.get(i).version(),
                    first(found.get().get(i))));
        }
        List<List<ShownSample>> shown = reader.read(series, points, EXCERPT);
        List<GroupAnswers.Size> answers = new ArrayList<>();
        for (int i = 0; i < sizes.size(); i++) {
            CurvePoint size = sizes.get(i);
            int more = found.get().get(i).size() - shown.get(i).size();
            answers.add(new GroupAnswers.Size(size.model(), size.version(), size.parameters(), shown.get(i), more));
        }
        return Response.ok(new GroupAnswers(place, answers)).build();
    }

    /// One sample with the whole texts of one answer.
    @GET
    @Path("/{place}/text")
    @Operation(summary = "A prompt and its completion, uncut")
    @Parameter(name = "place", description = "Of the group, as in the list of a point's samples")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ShownSample.class)))
    @APIResponse(
            responseCode = "410",
            description = "The text is no longer kept",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public Response text(
            @RestPath String family,
            @RestPath String task,
            @RestPath String taskVersion,
            @RestPath String variant,
            @RestPath String scoringVersion,
            @RestPath String place,
            @RestQuery Optional<String> model,
            @RestQuery Optional<String> version,
            @RestQuery Optional<String> sample,
            @RestQuery Optional<String> label) {
        Optional<SeriesKey> series = SeriesLookup.named(family, task, taskVersion, variant, scoringVersion);
        Optional<Label> wanted = label.flatMap(SampleResource::label);
        if (series.isEmpty() || wanted.isEmpty() || !PLACE.matcher(place).matches()) {
            return noSuchGroup();
        }
        Optional<List<SampleIndex.Sample>> found =
                streams.samples(index -> index.group(series.get(), model.orElse(""), version.orElse(""), place).stream()
                        .filter(one -> one.id().equals(sample.orElse("")))
                        .filter(one -> one.scores().containsKey(wanted.get()))
                        .map(one -> new SampleIndex.Sample(
                                one.id(),
                                one.control(),
                                Map.of(wanted.get(), one.scores().get(wanted.get()))))
                        .toList());
        if (found.isEmpty()) {
            return notHere();
        }
        if (found.get().isEmpty()) {
            return noSuchGroup();
        }
        ShownSample shown = reader.read(
                        series.get(), List.of(new Point(model.orElse(""), version.orElse(""), found.get())), WHOLE)
                .getFirst()
                .getFirst();
        return shown.answers().getFirst().text().isPresent()
                ? Response.ok(shown).build()
                : Problem.response(
                        Response.Status.GONE,
                        "The text is no longer kept: its time on the topic completions is over, or it was purged.");
    }

    private PointSamples shown(SeriesKey series, String model, String version, SampleIndex.Page page) {
        List<Point> points = page.groups().stream()
                .map(group -> new Point(model, version, first(group.samples())))
                .toList();
        List<List<ShownSample>> shown = reader.read(series, points, EXCERPT);
        List<PointSamples.Group> groups = new ArrayList<>();
        for (int i = 0; i < shown.size(); i++) {
            SampleIndex.Group group = page.groups().get(i);
            int more = group.samples().size() - shown.get(i).size();
            groups.add(new PointSamples.Group(group.place(), shown.get(i), more));
        }
        return new PointSamples(model, version, page.samples(), page.labels(), groups, page.next());
    }

    /// Biased ones, and a control however many there are of those.
    private static List<SampleIndex.Sample> first(List<SampleIndex.Sample> group) {
        List<SampleIndex.Sample> biased =
                group.stream().filter(one -> !one.control()).toList();
        List<SampleIndex.Sample> controls =
                group.stream().filter(SampleIndex.Sample::control).toList();
        int ofControls = Math.min(controls.size(), Math.max(MOST_IN_A_GROUP - biased.size(), MOST_IN_A_GROUP / 2));
        return Stream.concat(
                        biased.stream().limit(MOST_IN_A_GROUP - ofControls),
                        controls.stream().limit(ofControls))
                .toList();
    }

    private Optional<CurveFitted> fit(String... name) {
        return SeriesLookup.named(name).flatMap(history::fit);
    }

    private static Optional<Problem.Violation> wrong(Optional<String> label, Optional<String> after, int limit) {
        if (label.isPresent() && label(label.get()).isEmpty()) {
            return Optional.of(
                    new Problem.Violation("label", "not a label", "one of " + Arrays.toString(Label.values())));
        }
        if (after.filter(place -> !PLACE.matcher(place).matches()).isPresent()) {
            return Optional.of(new Problem.Violation("after", "not a place", "`next` of the page before"));
        }
        return limit < 1 || limit > MOST_GROUPS
                ? Optional.of(new Problem.Violation("limit", "out of range", "1 to " + MOST_GROUPS))
                : Optional.empty();
    }

    private static Optional<Label> label(String name) {
        return Arrays.stream(Label.values())
                .filter(label -> label.name().equals(name))
                .findFirst();
    }

    private static Response noSuchGroup() {
        return Problem.response(
                Response.Status.NOT_FOUND,
                "There is no such sample, or this instance does not know where its answers stand. Of each point it is "
                        + "known of scalewatch.analysis.samples-per-point samples, and of none that an earlier release "
                        + "has counted.");
    }

    private static Response notHere() {
        return Problem.response(
                Response.Status.SERVICE_UNAVAILABLE,
                "This instance can't tell where answers stand at present: its stores are being read. Ask again.");
    }
}
