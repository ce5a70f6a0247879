package io.scalewatch.local.rescoring;

import io.scalewatch.contracts.codec.Json;
import io.scalewatch.local.rest.JsonService;
import io.scalewatch.local.rest.TaskServiceOption;
import io.scalewatch.task.rescoring.RescoringRequest;
import io.scalewatch.task.rescoring.RescoringView;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Has a past run scored again, or says how far that is: the same request is the same re-scoring.
@Command(
        name = "rescore",
        description =
                "Has the answers of a run that is over scored again, without asking a model: by the present rules,"
                        + " and by corrected answers. The same command again says how far it is.",
        mixinStandardHelpOptions = true)
public final class RescoreCommand implements Callable<Integer> {

    @Spec
    private CommandSpec command;

    @Mixin
    private TaskServiceOption tasks = new TaskServiceOption();

    @Parameters(paramLabel = "RUN", description = "The run.")
    private UUID run;

    @Option(
            names = "--answers",
            paramLabel = "TASK=VERSION",
            description =
                    "Score by the answers of another version of a task, or of its current one (current); repeatable.")
    private Map<String, String> answers = Map.of();

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = command.commandLine().getOut();
        try (JsonService service = tasks.service()) {
            RescoringView rescoring = Json.mapper()
                    .treeToValue(
                            service.post("/api/runs/" + run + "/rescorings", new RescoringRequest(answers)),
                            RescoringView.class);
            if (json) {
                out.println(Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(rescoring));
            } else {
                print(rescoring, out);
            }
        }
        return 0;
    }

    private static void print(RescoringView rescoring, PrintWriter out) {
        out.printf(
                "%s: %d of %d answers, %d can't be labelled%s%n",
                rescoring.state(),
                rescoring.done() + rescoring.failed(),
                rescoring.planned(),
                rescoring.failed(),
                rescoring
                        .gone()
                        .filter(gone -> gone > 0)
                        .map(gone -> ", " + gone + " are gone")
                        .orElse(""));
        rescoring
                .tasks()
                .forEach(task -> out.printf(
                        "%s/%s: scoring version %s, other answers to %d samples%n",
                        task.task(), task.version(), task.scoringVersion(), task.changed()));
    }
}
