package io.scalewatch.local.runs;

import io.scalewatch.contracts.codec.Json;
import io.scalewatch.local.rest.JsonService;
import io.scalewatch.local.rest.TaskServiceOption;
import io.scalewatch.task.runs.RunView;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Lists runs, shows one, and steers it.
@Command(
        name = "runs",
        description = "Shows the newest runs, or one of them; pauses, resumes, cancels it, or asks its failed prompts"
                + " again.",
        mixinStandardHelpOptions = true)
public final class RunsCommand implements Callable<Integer> {

    @Spec
    private CommandSpec command;

    @Mixin
    private TaskServiceOption tasks = new TaskServiceOption();

    @Parameters(arity = "0..1", paramLabel = "ID", description = "The run to show (default: a list).")
    private Optional<UUID> id = Optional.empty();

    /// Null where none is given: picocli knows no optional groups.
    @ArgGroup(heading = "With ID:%n")
    private Change change;

    /// What is done to a run.
    static final class Change {

        @Option(names = "--pause", required = true, description = "Publish no more of it until it is resumed.")
        private boolean pause;

        @Option(names = "--resume", required = true, description = "Go on.")
        private boolean resume;

        @Option(names = "--cancel", required = true, description = "End it. What is scored stays counted.")
        private boolean cancel;

        @Option(names = "--retry-failed", required = true, description = "Ask what has failed once more.")
        private boolean retryFailed;

        private String path() {
            return pause ? "pause" : resume ? "resume" : cancel ? "cancel" : "retry-failed";
        }
    }

    @Option(names = "--state", paramLabel = "STATE", description = "In the list, runs in this state alone; repeatable.")
    private List<String> states = List.of();

    @Option(names = "--family", paramLabel = "NAME", description = "In the list, runs that ask this family.")
    private Optional<String> family = Optional.empty();

    @Option(names = "--limit", paramLabel = "N", description = "How many to list (default: 20).")
    private int limit = 20;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        if (change != null && id.isEmpty()) {
            throw new ParameterException(command.commandLine(), "which run is meant? Give its ID");
        }
        try (JsonService service = tasks.service()) {
            if (id.isPresent()) {
                String path = "/api/runs/" + id.get();
                if (change != null) {
                    service.post(path + "/" + change.path(), RunView.class);
                }
                RunView run = service.get(path, RunView.class);
                show(run, RunLines.sheet(run));
            } else {
                List<RunView> runs = List.of(service.get("/api/runs?" + query(), RunView[].class));
                show(runs, runs.isEmpty() ? List.of("No runs.") : RunLines.table(runs));
            }
        }
        return 0;
    }

    private String query() {
        List<String> filters = new ArrayList<>(List.of("limit=" + limit));
        states.forEach(state -> filters.add("state=" + JsonService.encode(state.toUpperCase(Locale.ROOT))));
        family.ifPresent(name -> filters.add("family=" + JsonService.encode(name)));
        return String.join("&", filters);
    }

    private void show(Object value, List<String> lines) throws IOException {
        PrintWriter out = command.commandLine().getOut();
        if (json) {
            out.println(Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(value));
        } else {
            lines.forEach(out::println);
        }
    }
}
