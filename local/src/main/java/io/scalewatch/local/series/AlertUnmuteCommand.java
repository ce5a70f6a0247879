package io.scalewatch.local.series;

import com.fasterxml.jackson.databind.JsonNode;
import io.scalewatch.analysis.handling.Mute;
import io.scalewatch.analysis.handling.MuteScope;
import io.scalewatch.contracts.codec.Json;
import io.scalewatch.local.rest.JsonService;
import io.scalewatch.local.text.Printable;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Lists the mutes in force, or lifts one.
@Command(
        name = "unmute",
        description = "Lifts a mute; without one, lists those in force.",
        mixinStandardHelpOptions = true)
final class AlertUnmuteCommand implements Callable<Integer> {

    @Spec
    private CommandSpec command;

    @Mixin
    private AlertHandlingOptions handling = new AlertHandlingOptions();

    @Parameters(arity = "0..1", paramLabel = "MUTE", description = "Its identity.")
    private Optional<String> mute = Optional.empty();

    @Override
    public Integer call() throws IOException {
        PrintWriter out = command.commandLine().getOut();
        try (JsonService service = handling.service()) {
            if (mute.isPresent()) {
                JsonNode lifted = service.delete(
                        "/api/mutes/" + JsonService.encode(mute.get()) + "?by=" + JsonService.encode(handling.by()));
                handling.print(out, lifted, "lifted: " + line(Json.mapper().treeToValue(lifted, Mute.class)));
            } else {
                JsonNode all = service.get("/api/mutes");
                List<Mute> mutes = List.of(Json.mapper().treeToValue(all, Mute[].class));
                handling.print(
                        out,
                        all,
                        mutes.isEmpty()
                                ? "Nothing is muted."
                                : mutes.stream().map(AlertUnmuteCommand::line).collect(Collectors.joining("\n")));
            }
        }
        return 0;
    }

    private static String line(Mute mute) {
        MuteScope scope = mute.scope();
        String what = Stream.of(
                        scope.series(),
                        scope.family().map(name -> "family " + name),
                        scope.task().map(name -> "task " + name),
                        scope.kind().map(kind -> "kind " + kind))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(", "));
        return Printable.line("%s  %s, %s, by %s: %s"
                .formatted(
                        mute.id(),
                        what,
                        mute.until()
                                .map(Instant::toString)
                                .map(end -> "until " + end)
                                .orElse("for good"),
                        mute.by(),
                        mute.reason()));
    }
}
