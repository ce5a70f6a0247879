package io.scalewatch.local.series;

import com.fasterxml.jackson.databind.JsonNode;
import io.scalewatch.local.rest.JsonService;
import io.scalewatch.local.text.Times;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/// Wants to hear nothing of some alerts.
@Command(
        name = "mute",
        description = {
            "Mutes alerts: they are raised and published all the same, say that they are muted, and fail no"
                    + " `run --fail-on`.",
            "Of --series, --family, --task and --kind all that are given must apply."
        },
        mixinStandardHelpOptions = true)
final class AlertMuteCommand implements Callable<Integer> {

    @Spec
    private CommandSpec command;

    @Mixin
    private AlertHandlingOptions handling = new AlertHandlingOptions();

    @Option(names = "--series", paramLabel = "SERIES", description = "FAMILY/TASK/VERSION/VARIANT/SCORING-VERSION")
    private Optional<String> series = Optional.empty();

    @Option(names = "--family", paramLabel = "NAME", description = "A family.")
    private Optional<String> family = Optional.empty();

    @Option(names = "--task", paramLabel = "NAME", description = "A task.")
    private Optional<String> task = Optional.empty();

    @Option(names = "--kind", paramLabel = "KIND", description = "A kind of alert: inverse-scaling, ...")
    private Optional<String> kind = Optional.empty();

    @Option(names = "--reason", paramLabel = "TEXT", required = true, description = "Why.")
    private String reason;

    @ArgGroup
    private End end = new End();

    /// For good where neither is given.
    static final class End {

        @Option(
                names = "--for",
                paramLabel = "TIME",
                converter = TimeConverter.class,
                description = "For so long: 90m, 12h, 7d (default: for good).")
        private Optional<Duration> span = Optional.empty();

        @Option(names = "--until", paramLabel = "MOMENT", description = "Until then: 2026-03-04T05:06:07Z.")
        private Optional<String> moment = Optional.empty();
    }

    @Override
    public Integer call() throws IOException {
        Map<String, String> request = new TreeMap<>();
        series.ifPresent(name -> request.put("series", name));
        family.ifPresent(name -> request.put("family", name));
        task.ifPresent(name -> request.put("task", name));
        kind.ifPresent(name -> request.put("kind", name));
        end.span.ifPresent(span -> request.put("until", Instant.now().plus(span).toString()));
        end.moment.ifPresent(moment -> request.put("until", moment));
        request.put("reason", reason);
        request.put("by", handling.by());
        try (JsonService service = handling.service()) {
            JsonNode mute = service.post("/api/mutes", request);
            handling.print(
                    command.commandLine().getOut(),
                    mute,
                    "muted %s; ./scalewatch alerts unmute %s lifts it"
                            .formatted(
                                    mute.path("until").isTextual()
                                            ? "until " + mute.path("until").asText()
                                            : "for good",
                                    mute.path("id").asText()));
        }
        return 0;
    }

    static final class TimeConverter implements ITypeConverter<Duration> {

        @Override
        public Duration convert(String text) {
            return Times.parse(text)
                    .filter(Duration::isPositive)
                    .orElseThrow(() -> new TypeConversionException("'" + text + "' is no time: say 90m, 12h or 7d"));
        }
    }
}
