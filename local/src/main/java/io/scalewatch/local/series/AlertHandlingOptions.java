package io.scalewatch.local.series;

import com.fasterxml.jackson.databind.JsonNode;
import io.scalewatch.contracts.codec.Json;
import io.scalewatch.local.rest.AnalysisServiceOption;
import io.scalewatch.local.rest.JsonService;
import java.io.IOException;
import java.io.PrintWriter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// What everything that is done with alerts takes.
final class AlertHandlingOptions {

    @Mixin
    private AnalysisServiceOption analysis = new AnalysisServiceOption();

    @Option(
            names = "--by",
            paramLabel = "NAME",
            description = "Who does it, as others are to read it (default: ${DEFAULT-VALUE}).",
            defaultValue = "${sys:user.name}")
    private String by;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    String by() {
        return by;
    }

    JsonService service() throws IOException {
        return analysis.service();
    }

    void print(PrintWriter out, JsonNode answer, String line) throws IOException {
        out.println(json ? Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(answer) : line);
    }
}
