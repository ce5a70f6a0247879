package io.scalewatch.local.series;

import com.fasterxml.jackson.databind.JsonNode;
import io.scalewatch.local.rest.JsonService;
import io.scalewatch.local.text.Printable;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Says that somebody knows of an alert.
@Command(
        name = "ack",
        description = "Says that somebody knows of an alert. Should it become critical, it is to be said again.",
        mixinStandardHelpOptions = true)
final class AlertAckCommand implements Callable<Integer> {

    @Spec
    private CommandSpec command;

    @Mixin
    private AlertHandlingOptions handling = new AlertHandlingOptions();

    @Parameters(paramLabel = "ALERT", description = "Its identity, as ./scalewatch alerts shows it.")
    private String alert;

    @Option(names = "--note", paramLabel = "TEXT", description = "What is to be said with it.")
    private String note = "";

    @Override
    public Integer call() throws IOException {
        try (JsonService service = handling.service()) {
            JsonNode known = service.put(
                    "/api/alerts/" + JsonService.encode(alert) + "/acknowledgement",
                    new AlertRemark(handling.by(), note));
            handling.print(
                    command.commandLine().getOut(),
                    known,
                    Printable.line("acknowledged by "
                            + known.at("/handling/acknowledged/by").asText()));
        }
        return 0;
    }
}
