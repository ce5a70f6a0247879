package io.scalewatch.local.rest;

import io.scalewatch.local.stack.StackDescription;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/// Which Scalewatch is meant, by its analysis service.
public final class AnalysisServiceOption {

    private static final String NAME = "--analysis-url";
    private static final String USUAL_ADDRESS = "http://127.0.0.1:8704";

    @Option(
            names = NAME,
            paramLabel = "URL",
            description = "Where the analysis service is (default: the stack that runs on ./data, else " + USUAL_ADDRESS
                    + ").")
    private Optional<URI> url = Optional.empty();

    public JsonService service() throws IOException {
        return new JsonService(address(), NAME);
    }

    private URI address() throws IOException {
        if (url.isPresent()) {
            return url.get();
        }
        return URI.create(StackDescription.read(Path.of("data"))
                .map(StackDescription::analysisService)
                .orElse(USUAL_ADDRESS));
    }
}
