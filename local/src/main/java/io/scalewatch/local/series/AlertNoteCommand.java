package io.scalewatch.local.series;

import com.fasterxml.jackson.databind.JsonNode;
import io.scalewatch.local.rest.JsonService;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Writes a note to an alert.
@Command(name = "note", description = "Adds a note to an alert.", mixinStandardHelpOptions = true)
final class AlertNoteCommand implements Callable<Integer> {

    @Spec
    private CommandSpec command;

    @Mixin
    private AlertHandlingOptions handling = new AlertHandlingOptions();

    @Parameters(index = "0", paramLabel = "ALERT", description = "Its identity, as ./scalewatch alerts shows it.")
    private String alert;

    @Parameters(index = "1", paramLabel = "TEXT", description = "The note.")
    private String text;

    @Override
    public Integer call() throws IOException {
        try (JsonService service = handling.service()) {
            JsonNode known = service.post(
                    "/api/alerts/" + JsonService.encode(alert) + "/notes", new AlertRemark(handling.by(), text));
            int remarks = known.at("/handling/remarks").size();
            handling.print(
                    command.commandLine().getOut(),
                    known,
                    "noted; the alert has " + remarks + (remarks == 1 ? " remark" : " remarks"));
        }
        return 0;
    }
}
