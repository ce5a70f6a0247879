package io.scalewatch.local.webhooks;

import com.fasterxml.jackson.databind.JsonNode;
import io.scalewatch.contracts.codec.Json;
import io.scalewatch.local.rest.AnalysisServiceOption;
import io.scalewatch.local.rest.JsonService;
import io.scalewatch.local.text.Columns;
import io.scalewatch.local.text.Printable;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Subscribers that are called about alerts: makes them, tests them, shows what became of their messages.
@Command(
        name = "webhooks",
        description = "Calls addresses about alerts: creates, tests, shows, enables and deletes them.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true)
public final class WebhooksCommand implements Runnable {

    private static final String PATH = "/api/webhooks";

    @Spec
    private CommandSpec command;

    @Override
    public void run() {
        throw new ParameterException(
                command.commandLine(), "what is to be done? list, create, ping, deliveries, enable, disable or delete");
    }

    /// What a subcommand needs beside its own options.
    static final class Output {

        @Mixin
        private AnalysisServiceOption analysis = new AnalysisServiceOption();

        @Option(names = "--json", description = "Print JSON.")
        private boolean json;
    }

    @Command(description = "Lists the webhooks, with their state.", mixinStandardHelpOptions = true)
    int list(@Mixin Output output) throws IOException {
        try (JsonService service = output.analysis.service()) {
            table(
                    output,
                    service.get(PATH),
                    List.of("NAME", "STATE", "PENDING", "SEVERITY", "KINDS", "FAMILIES", "URL", "WHY"),
                    hook -> List.of(
                            text(hook, "name"),
                            text(hook, "state"),
                            text(hook, "pending"),
                            text(hook, "severity"),
                            all(hook.path("kinds")),
                            all(hook.path("families")),
                            text(hook, "url"),
                            text(hook, "disabledBecause")));
        }
        return 0;
    }

    @Command(
            description = "Creates a webhook. It is called about what happens from now on.",
            mixinStandardHelpOptions = true)
    int create(
            @Mixin Output output,
            @Parameters(paramLabel = "NAME", description = "What it is to be called here.") String name,
            @Option(names = "--to", paramLabel = "URL", required = true, description = "The address that is called.")
                    URI url,
            @Option(
                            names = "--secret",
                            paramLabel = "NAME",
                            required = true,
                            description =
                                    "The name of the secret that calls are signed with, as analysis-service knows it.")
                    String secret,
            @Option(names = "--kind", paramLabel = "KIND", split = ",", description = "Only alerts of these kinds.")
                    List<String> kinds,
            @Option(
                            names = "--family",
                            paramLabel = "NAME",
                            split = ",",
                            description = "Only alerts of these families.")
                    List<String> families,
            @Option(names = "--severity", paramLabel = "SEVERITY", description = "The least: warning or critical.")
                    Optional<String> severity)
            throws IOException {
        Map<String, Object> request = new TreeMap<>(Map.of("name", name, "url", url, "secret", secret));
        Optional.ofNullable(kinds).ifPresent(some -> request.put("kinds", some));
        Optional.ofNullable(families).ifPresent(some -> request.put("families", some));
        severity.ifPresent(least -> request.put("severity", least));
        try (JsonService service = output.analysis.service()) {
            say(
                    output,
                    service.post(PATH, request),
                    hook -> "created: ./scalewatch webhooks ping " + name + " tests it");
        }
        return 0;
    }

    @Command(
            description = "Sends a test message at once and says how it went; exit status 1 if it was not delivered.",
            mixinStandardHelpOptions = true)
    int ping(@Mixin Output output, @Parameters(paramLabel = "NAME") String name) throws IOException {
        try (JsonService service = output.analysis.service()) {
            JsonNode delivery = service.post(path(name) + "/ping", JsonNode.class);
            say(output, delivery, WebhooksCommand::outcome);
            return text(delivery, "state").equals("delivered") ? 0 : 1;
        }
    }

    @Command(description = "Shows the newest messages and what became of them.", mixinStandardHelpOptions = true)
    int deliveries(
            @Mixin Output output,
            @Parameters(paramLabel = "NAME") String name,
            @Option(names = "--limit", paramLabel = "N", defaultValue = "50", description = "How many (default: 50).")
                    int limit)
            throws IOException {
        try (JsonService service = output.analysis.service()) {
            table(
                    output,
                    service.get(path(name) + "/deliveries?limit=" + limit),
                    List.of("QUEUED", "MESSAGE", "STATE", "TRIES", "LAST", "NEXT"),
                    delivery -> List.of(
                            text(delivery, "queuedAt"),
                            text(delivery, "messageId"),
                            text(delivery, "state"),
                            text(delivery, "attempts"),
                            text(delivery, delivery.path("reason").isTextual() ? "reason" : "status"),
                            text(delivery, "nextAt")));
        }
        return 0;
    }

    @Command(
            description = "Has a disabled webhook called again, with what waits for it.",
            mixinStandardHelpOptions = true)
    int enable(@Mixin Output output, @Parameters(paramLabel = "NAME") String name) throws IOException {
        return change(output, name, "enable");
    }

    @Command(description = "Has a webhook called no more until it is enabled.", mixinStandardHelpOptions = true)
    int disable(@Mixin Output output, @Parameters(paramLabel = "NAME") String name) throws IOException {
        return change(output, name, "disable");
    }

    @Command(description = "Deletes a webhook and the log of its messages.", mixinStandardHelpOptions = true)
    int delete(@Mixin Output output, @Parameters(paramLabel = "NAME") String name) throws IOException {
        try (JsonService service = output.analysis.service()) {
            service.delete(path(name));
        }
        return 0;
    }

    private int change(Output output, String name, String what) throws IOException {
        try (JsonService service = output.analysis.service()) {
            say(
                    output,
                    service.post(path(name) + "/" + what, JsonNode.class),
                    hook -> name + " is " + text(hook, "state") + ", " + text(hook, "pending") + " messages wait");
        }
        return 0;
    }

    private static String outcome(JsonNode delivery) {
        return text(delivery, "state").equals("delivered")
                ? "delivered: answered " + text(delivery, "status") + " in " + text(delivery, "tookMillis") + " ms"
                : "not delivered: " + text(delivery, "reason");
    }

    private void say(Output output, JsonNode answer, Function<JsonNode, String> words) throws IOException {
        command.commandLine().getOut().println(output.json ? pretty(answer) : words.apply(answer));
    }

    private void table(Output output, JsonNode answer, List<String> header, Function<JsonNode, List<String>> row)
            throws IOException {
        if (output.json) {
            command.commandLine().getOut().println(pretty(answer));
            return;
        }
        List<List<String>> rows = new ArrayList<>();
        answer.forEach(element -> rows.add(row.apply(element)));
        Columns.lines(header, rows).forEach(command.commandLine().getOut()::println);
    }

    private static String pretty(JsonNode answer) throws IOException {
        return Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(answer);
    }

    private static String path(String name) {
        return PATH + "/" + JsonService.encode(name);
    }

    /// Nothing for what is absent.
    private static String text(JsonNode node, String field) {
        JsonNode value = node.path(field);
        return value.isNull() ? "" : Printable.line(value.asText());
    }

    private static String all(JsonNode names) {
        List<String> texts = new ArrayList<>();
        names.forEach(name -> texts.add(Printable.line(name.asText())));
        return texts.isEmpty() ? "all" : String.join(",", texts);
    }
}
