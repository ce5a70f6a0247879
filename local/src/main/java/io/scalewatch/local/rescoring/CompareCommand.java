package io.scalewatch.local.rescoring;

import io.scalewatch.analysis.api.SeriesComparison;
import io.scalewatch.analysis.api.VariantComparisons;
import io.scalewatch.analysis.series.LabelTransitions;
import io.scalewatch.contracts.codec.Json;
import io.scalewatch.contracts.event.Label;
import io.scalewatch.local.rest.AnalysisServiceOption;
import io.scalewatch.local.rest.JsonService;
import io.scalewatch.local.text.Columns;
import io.scalewatch.local.text.Sizes;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Shows a series under two scoring versions, or beside the other variants of its task.
@Command(
        name = "compare",
        description = "Shows the same answers under two scoring versions: both curves, and what became of the labels. "
                + "With one scoring version, every other variant of the task against this one, on the same samples.",
        mixinStandardHelpOptions = true)
public final class CompareCommand implements Callable<Integer> {

    private static final List<String> HEADER = List.of("size", "model", "from, %", "to, %", "changed", "labels");

    @Spec
    private CommandSpec command;

    @Mixin
    private AnalysisServiceOption analysis = new AnalysisServiceOption();

    @Parameters(index = "0", paramLabel = "SERIES", description = "FAMILY/TASK/VERSION/VARIANT")
    private String series;

    @Parameters(index = "1", paramLabel = "FROM", description = "A scoring version.")
    private String from;

    @Parameters(index = "2", arity = "0..1", paramLabel = "TO", description = "Another one.")
    private Optional<String> to;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = command.commandLine().getOut();
        String[] parts = series.split("/", -1);
        if (parts.length != 4) {
            throw new ParameterException(command.commandLine(), "a series is FAMILY/TASK/VERSION/VARIANT");
        }
        String path = Stream.of(parts).map(JsonService::encode).collect(Collectors.joining("/", "/api/series/", ""));
        try (JsonService service = analysis.service()) {
            if (to.isPresent()) {
                scoringVersions(
                        out,
                        service.get(
                                path + "/comparison?from=" + JsonService.encode(from) + "&to="
                                        + JsonService.encode(to.get()),
                                SeriesComparison.class));
            } else {
                variants(
                        out,
                        service.get(path + "/" + JsonService.encode(from) + "/comparisons", VariantComparisons.class));
            }
        }
        return 0;
    }

    private void scoringVersions(PrintWriter out, SeriesComparison comparison) throws IOException {
        if (json) {
            out.println(Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(comparison));
            return;
        }
        out.printf("%s by %s, %s by %s%n", comparison.fromShape(), from, comparison.toShape(), to.orElseThrow());
        Columns.lines(
                        HEADER,
                        comparison.points().stream().map(CompareCommand::row).toList())
                .forEach(out::println);
    }

    private void variants(PrintWriter out, VariantComparisons comparisons) throws IOException {
        if (json) {
            out.println(Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(comparisons));
        } else {
            VariantLines.of(comparisons).forEach(out::println);
        }
    }

    private static List<String> row(SeriesComparison.Point point) {
        return List.of(
                Sizes.text(point.parameters()),
                point.model() + " " + point.version(),
                rate(point.from()),
                rate(point.to()),
                point.labels()
                        .map(labels -> labels.changed() + " of " + labels.compared())
                        .orElse("not known"),
                point.labels().map(CompareCommand::changes).orElse(""));
    }

    private static String rate(SeriesComparison.Side side) {
        return side.answered() == 0
                ? "-"
                : String.format(
                        Locale.ROOT,
                        "%.1f [%.1f, %.1f]",
                        side.accuracy() * 100,
                        side.interval().lower() * 100,
                        side.interval().upper() * 100);
    }

    /// What has changed, the labels in their own order.
    private static String changes(LabelTransitions labels) {
        return new TreeMap<>(labels.table())
                .entrySet().stream()
                        .flatMap(before -> new TreeMap<>(before.getValue())
                                .entrySet().stream()
                                        .filter(after -> after.getKey() != before.getKey())
                                        .map(after -> text(before.getKey(), after)))
                        .collect(Collectors.joining(", "));
    }

    private static String text(Label before, Map.Entry<Label, Long> after) {
        return after.getValue() + " " + before + " to " + after.getKey();
    }
}
