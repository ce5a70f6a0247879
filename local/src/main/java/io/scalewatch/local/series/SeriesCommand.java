package io.scalewatch.local.series;

import io.scalewatch.analysis.api.SeriesSummary;
import io.scalewatch.contracts.codec.Json;
import io.scalewatch.local.rest.AnalysisServiceOption;
import io.scalewatch.local.rest.JsonService;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Lists the curves.
@Command(
        name = "series",
        description = "Shows the curves of a running Scalewatch: what each task and variant looks like by size.",
        mixinStandardHelpOptions = true)
public final class SeriesCommand implements Callable<Integer> {

    @Spec
    private CommandSpec command;

    @Mixin
    private AnalysisServiceOption analysis = new AnalysisServiceOption();

    @Option(names = "--family", paramLabel = "NAME", description = "Of this family alone.")
    private Optional<String> family = Optional.empty();

    @Option(names = "--task", paramLabel = "NAME", description = "Of this task alone.")
    private Optional<String> task = Optional.empty();

    @Option(names = "--variant", paramLabel = "NAME", description = "Of this variant alone.")
    private Optional<String> variant = Optional.empty();

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = command.commandLine().getOut();
        try (JsonService service = analysis.service()) {
            List<SeriesSummary> series = new SeriesQuery(family, task, variant).of(service);
            if (json) {
                out.println(Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(series));
            } else if (series.isEmpty()) {
                out.println("No series: a curve begins with the first scores of a family's task.");
            } else {
                SeriesTable.lines(series.stream().map(SeriesQuery::row).toList())
                        .forEach(out::println);
            }
        }
        return 0;
    }
}
