package io.scalewatch.local.runs;

import com.fasterxml.jackson.databind.JsonNode;
import io.scalewatch.analysis.api.SeriesSummary;
import io.scalewatch.contracts.codec.Json;
import io.scalewatch.contracts.event.AlertKind;
import io.scalewatch.contracts.event.ScalingAlert;
import io.scalewatch.local.rest.AnalysisServiceOption;
import io.scalewatch.local.rest.JsonService;
import io.scalewatch.local.rest.TaskServiceOption;
import io.scalewatch.local.series.SeriesQuery;
import io.scalewatch.local.series.SeriesTable;
import io.scalewatch.task.runs.RunEstimate;
import io.scalewatch.task.runs.RunState;
import io.scalewatch.task.runs.RunView;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/// Starts a run and waits for what it shows: the gate of a deploy pipeline.
@Command(
        name = "run",
        description = {
            "Asks models tasks, shows how far it is, and at the end the curves and alerts.",
            "Exit status: 0 fine, 1 the run did not complete, 2 wrong usage, 100 an alert that --fail-on names is open,"
                    + " and not muted, on one of its curves."
        },
        footer = {
            "",
            "In a deploy pipeline:",
            "  ./scalewatch deploy my-family my-model-7b v2 --parameters 7B --endpoint my-endpoint",
            "  ./scalewatch run --family my-family --task memo-trap --fail-on inverse-scaling"
        },
        mixinStandardHelpOptions = true)
public final class RunCommand implements Callable<Integer> {

    private static final int ALERTED = 100;

    @Spec
    private CommandSpec command;

    @Mixin
    private TaskServiceOption tasks = new TaskServiceOption();

    @Mixin
    private AnalysisServiceOption analysis = new AnalysisServiceOption();

    @Mixin
    private RunOptions asked = new RunOptions();

    @Option(names = "--dry-run", description = "Show what it would take, and start nothing.")
    private boolean dryRun;

    @Option(names = "--detach", description = "Print the run's ID, and don't wait for it.")
    private boolean detach;

    @Option(
            names = "--idempotency-key",
            paramLabel = "KEY",
            description = "The same request with the same key is the same run, so that a pipeline can try again.")
    private Optional<String> key = Optional.empty();

    @Option(
            names = "--fail-on",
            paramLabel = "KIND",
            split = ",",
            converter = KindConverter.class,
            description = "Exit with 100 if such an alert is open on one of its curves: inverse-scaling, ...;"
                    + " repeatable.")
    private List<AlertKind> failOn = new ArrayList<>();

    @Option(names = "--json", description = "Print JSON at the end, and nothing else.")
    private boolean json;

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = command.commandLine().getOut();
        try (JsonService service = tasks.service();
                JsonService curves = analysis.service()) {
            if (dryRun) {
                JsonNode estimate = service.post("/api/runs?dryRun=true", asked.request());
                print(estimate, EstimateLines.of(Json.mapper().treeToValue(estimate, RunEstimate.class)));
                return 0;
            }
            Map<String, String> headers =
                    key.map(value -> Map.of("Idempotency-Key", value)).orElse(Map.of());
            RunView run = Json.mapper().treeToValue(service.post("/api/runs", asked.request(), headers), RunView.class);
            if (detach) {
                out.println(run.id());
                return 0;
            }
            if (!json) {
                out.println("run " + run.id() + "; Ctrl-C ends the watching, not the run");
                out.flush();
            }
            RunView ended = new RunFollower(service, json ? line -> {} : this::say).untilEnd(run.id());
            if (ended.state() != RunState.Name.COMPLETED) {
                print(ended, RunLines.sheet(ended));
                return 1;
            }
            RunCurves.Found found = new RunCurves(curves).of(ended);
            report(ended, found);
            return found.alerts().stream().map(ScalingAlert::kind).anyMatch(failOn::contains) ? ALERTED : 0;
        }
    }

    private void report(RunView run, RunCurves.Found found) throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add(RunLines.state(run) + ": " + RunLines.progress(run));
        lines.add("");
        lines.addAll(
                SeriesTable.lines(found.series().stream().map(SeriesQuery::row).toList()));
        lines.add("");
        lines.add(found.alerts().isEmpty() ? "No open alerts on them." : "Open alerts:");
        found.alerts().forEach(alert -> lines.add("  " + alert.kind() + ": " + alert.summary()));
        print(new Report(run, found.series(), found.alerts()), lines);
    }

    private record Report(RunView run, List<SeriesSummary> series, List<ScalingAlert> alerts) {}

    private void print(Object value, List<String> lines) throws IOException {
        PrintWriter out = command.commandLine().getOut();
        if (json) {
            out.println(Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(value));
        } else {
            lines.forEach(out::println);
        }
        out.flush();
    }

    private void say(String line) {
        PrintWriter out = command.commandLine().getOut();
        out.println(line);
        out.flush();
    }

    /// By the names that alerts have.
    static final class KindConverter implements ITypeConverter<AlertKind> {

        @Override
        public AlertKind convert(String text) {
            return AlertKind.named(text.toLowerCase(Locale.ROOT))
                    .orElseThrow(() -> new TypeConversionException(
                            "'" + text + "' is no kind of alert: there are " + List.of(AlertKind.values())));
        }
    }
}
