package io.scalewatch.local.fleet;

import io.scalewatch.contracts.codec.Json;
import io.scalewatch.local.rest.JsonService;
import io.scalewatch.local.rest.TaskServiceOption;
import io.scalewatch.local.text.Columns;
import io.scalewatch.local.text.Sizes;
import io.scalewatch.task.fleet.FamilyView;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Lists families with their models and versions.
@Command(
        name = "models",
        description = "Shows the families of a running Scalewatch, the smallest model of each first, with their"
                + " versions.",
        mixinStandardHelpOptions = true)
public final class ModelsCommand implements Callable<Integer> {

    private static final List<String> HEADER =
            List.of("family", "model", "size", "version", "status", "endpoint", "deployed");
    /// As many as one answer may have.
    private static final int MOST = 1_000;

    @Spec
    private CommandSpec command;

    @Mixin
    private TaskServiceOption tasks = new TaskServiceOption();

    @Option(names = "--family", paramLabel = "NAME", description = "Of this family alone.")
    private Optional<String> family = Optional.empty();

    @Option(names = "--all", description = "Versions that were replaced, too.")
    private boolean all;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = command.commandLine().getOut();
        try (JsonService service = tasks.service()) {
            List<FamilyView> families = family.isPresent()
                    ? List.of(service.get("/api/families/" + JsonService.encode(family.get()), FamilyView.class))
                    : List.of(service.get("/api/families?limit=" + MOST, FamilyView[].class));
            List<List<String>> rows = rows(families);
            if (json) {
                out.println(Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(families));
            } else if (rows.isEmpty()) {
                out.println("No models: ./scalewatch deploy FAMILY MODEL VERSION deploys the first.");
            } else {
                Columns.lines(HEADER, rows).forEach(out::println);
            }
        }
        return 0;
    }

    private List<List<String>> rows(List<FamilyView> families) {
        List<List<String>> rows = new ArrayList<>();
        for (FamilyView of : families) {
            for (FamilyView.Model model : of.models()) {
                for (FamilyView.Version version : model.versions()) {
                    if (all || isServed(version)) {
                        rows.add(List.of(
                                of.name(),
                                model.model(),
                                Sizes.text(model.parameters()),
                                version.version(),
                                version.status().name().toLowerCase(Locale.ROOT),
                                version.endpoint(),
                                version.deployedAt().toString()));
                    }
                }
            }
        }
        return rows;
    }

    private static boolean isServed(FamilyView.Version version) {
        return switch (version.status()) {
            case CURRENT, PENDING -> true;
            case RETIRED -> false;
        };
    }
}
