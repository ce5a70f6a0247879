package io.scalewatch.local.probe;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.scalewatch.contracts.codec.Json;
import io.scalewatch.contracts.event.EndpointDeclared;
import io.scalewatch.contracts.event.EndpointDeclared.Protocol;
import io.scalewatch.inference.probe.EndpointProbe;
import io.scalewatch.inference.probe.ProbeReport;
import io.scalewatch.local.CommandException;
import io.scalewatch.local.rest.JsonService;
import io.scalewatch.local.rest.TaskServiceOption;
import io.scalewatch.outbound.NamedSecrets;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Finds out what an endpoint can do, before it is declared or afterwards.
@Command(
        name = "probe",
        description = "Finds out what an endpoint of models can do: whether it is reachable and takes the key, its"
                + " models, latency, seed and log-probabilities.",
        footer = {
            "",
            "It asks about eight short questions, which cost what they cost. The key is looked for in the environment",
            "variable of its name. Exit status 1 if the endpoint did not answer."
        },
        mixinStandardHelpOptions = true)
public final class ProbeCommand implements Callable<Integer> {

    private static final String UNNAMED = "(not declared)";

    @Spec
    private CommandSpec command;

    @Parameters(
            paramLabel = "ENDPOINT|URL",
            description = "An endpoint's name, or an address such as" + " http://localhost:8000/v1.")
    private String target;

    @Option(
            names = "--protocol",
            paramLabel = "P",
            description = "Of an address: ${COMPLETION-CANDIDATES} (default: OPENAI_CHAT).")
    private Optional<Protocol> protocol = Optional.empty();

    @Option(names = "--key", paramLabel = "NAME", description = "Of an address: the name of the key that it needs.")
    private Optional<String> key = Optional.empty();

    @Option(names = "--model", paramLabel = "M", description = "The model to ask (default: the first that it lists).")
    private Optional<String> model = Optional.empty();

    @Option(names = "--timeout", paramLabel = "S", description = "Seconds for each call (default: 60).")
    private long timeout = 60;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Mixin
    private TaskServiceOption tasks = new TaskServiceOption();

    private final Map<String, String> environment;

    public ProbeCommand() {
        this(System.getenv());
    }

    /// @param environment where keys are looked for
    ProbeCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        EndpointDeclared endpoint = isAddress() ? ofAddress() : declared();
        String secret = endpoint.keyName().map(this::secret).orElse("");
        ProbeReport report;
        try (EndpointProbe probe = new EndpointProbe(endpoint, secret, Duration.ofSeconds(timeout))) {
            report = probe.run(model);
        }
        PrintWriter out = command.commandLine().getOut();
        out.print(json ? json(report) : report.text());
        out.flush();
        return report.usable() ? 0 : 1;
    }

    private boolean isAddress() {
        return target.contains("://");
    }

    private EndpointDeclared ofAddress() {
        try {
            URI address = URI.create(target);
            if (address.getHost() == null || address.getRawUserInfo() != null) {
                throw usage("'" + target + "' is no address such as http://localhost:8000/v1");
            }
        } catch (IllegalArgumentException e) {
            throw usage("'" + target + "' is no address such as http://localhost:8000/v1");
        }
        return new EndpointDeclared(UNNAMED, target, protocol.orElse(Protocol.OPENAI_CHAT), key, Optional.empty());
    }

    private EndpointDeclared declared() throws IOException {
        if (protocol.isPresent() || key.isPresent()) {
            throw usage("--protocol and --key are for an address: an endpoint has declared them");
        }
        try (JsonService service = tasks.service()) {
            return Arrays.stream(service.get("/api/endpoints?limit=1000", EndpointDeclared[].class))
                    .filter(endpoint -> endpoint.name().equals(target))
                    .findFirst()
                    .orElseThrow(() -> new CommandException(
                            "there is no endpoint '" + target + "'; GET /api/endpoints lists them"));
        }
    }

    private String secret(String name) {
        return new NamedSecrets(Map.of(), Optional.empty(), environment, System::nanoTime)
                .find(name)
                .orElseThrow(() -> new CommandException(
                        "the key '" + name + "' is not set: export it in an environment variable of its name"));
    }

    private static String json(ProbeReport report) {
        try {
            return Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(report) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a report is always JSON", e);
        }
    }

    private ParameterException usage(String message) {
        return new ParameterException(command.commandLine(), message);
    }
}
