package io.scalewatch.local.fleet;

import com.fasterxml.jackson.databind.JsonNode;
import io.scalewatch.contracts.codec.Json;
import io.scalewatch.local.rest.JsonService;
import io.scalewatch.local.rest.TaskServiceOption;
import io.scalewatch.local.text.Sizes;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Deploys a version, as a pipeline would.
@Command(
        name = "deploy",
        description = "Says that a version of a model is deployed. Its family's standing evaluation starts a run of it."
                + " The same deployment again changes nothing.",
        mixinStandardHelpOptions = true)
public final class DeployCommand implements Callable<Integer> {

    @Spec
    private CommandSpec command;

    @Mixin
    private TaskServiceOption tasks = new TaskServiceOption();

    @Parameters(index = "0", paramLabel = "FAMILY", description = "The lineage that the model belongs to.")
    private String family;

    @Parameters(index = "1", paramLabel = "MODEL", description = "The model: one size of the family.")
    private String model;

    @Parameters(index = "2", paramLabel = "VERSION", description = "What is deployed of it now.")
    private String version;

    @Option(
            names = "--parameters",
            paramLabel = "N",
            required = true,
            converter = ParameterCountConverter.class,
            description = "The model's size: 410000000, 410M, 1.4B.")
    private long parameters;

    @Option(
            names = "--endpoint",
            paramLabel = "NAME",
            required = true,
            description = "The endpoint that serves it, by its name.")
    private String endpoint;

    @Option(
            names = "--served-model",
            paramLabel = "NAME",
            description = "What the endpoint calls it (default: the model's name).")
    private Optional<String> servedModel = Optional.empty();

    @Option(names = "--training-flops", paramLabel = "X", description = "What its training took.")
    private Optional<Double> trainingFlops = Optional.empty();

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        Map<String, Object> deployment = new TreeMap<>(Map.of(
                "family", family,
                "model", model,
                "version", version,
                "parameters", parameters,
                "endpoint", endpoint));
        servedModel.ifPresent(name -> deployment.put("servedModel", name));
        trainingFlops.ifPresent(flops -> deployment.put("trainingFlops", flops));
        try (JsonService service = tasks.service()) {
            JsonNode answer = service.post("/api/deployments", deployment);
            tell(answer);
            return answer.path("runRefused").isEmpty() ? 0 : 1;
        }
    }

    private void tell(JsonNode answer) throws IOException {
        PrintWriter out = command.commandLine().getOut();
        if (json) {
            out.println(Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(answer));
            return;
        }
        out.printf("%s, version %s, %s parameters%n", model, version, Sizes.text(parameters));
        String run = answer.path("runId").asText("");
        out.println(
                run.isEmpty() || run.equals("null")
                        ? "no run: its family has no standing evaluation"
                        : "run " + run + ": ./scalewatch runs " + run + " shows it");
        for (JsonNode violation : answer.path("runRefused")) {
            command.commandLine()
                    .getErr()
                    .println("scalewatch: no run was started: "
                            + violation.path("field").asText() + " "
                            + violation.path("reason").asText());
        }
    }
}
