package io.scalewatch.local.deadletters;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.scalewatch.contracts.codec.Json;
import io.scalewatch.contracts.topic.Topics;
import io.scalewatch.local.CommandException;
import io.scalewatch.local.stack.KafkaOption;
import io.scalewatch.local.text.Columns;
import io.scalewatch.local.text.Printable;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Lists dead letters.
@Command(
        name = "list",
        description = "Lists the newest of them, the newest last. Their contents stay where they are.",
        mixinStandardHelpOptions = true)
final class DlqListCommand implements Callable<Integer> {

    private static final List<String> HEADER = List.of("topic", "at", "came from", "when", "bytes", "reason");

    @Spec
    private CommandSpec command;

    @Mixin
    private KafkaOption kafka = new KafkaOption();

    @Option(names = "--topic", paramLabel = "NAME", description = "Of this topic alone: prompts, completions, ...")
    private Optional<String> topic = Optional.empty();

    @Option(names = "--limit", paramLabel = "N", description = "How many (default: 50).")
    private int limit = 50;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @JsonPropertyOrder({"topic", "at", "cameFrom", "time", "bytes", "reason"})
    private record Line(String topic, String at, String cameFrom, Instant time, int bytes, String reason) {

        static Line of(DeadRecord record) {
            return new Line(
                    record.topic(),
                    record.at().toString(),
                    record.from().toString(),
                    record.time(),
                    record.bytes(),
                    Printable.line(record.reason()));
        }

        List<String> columns() {
            return List.of(topic, at, cameFrom, time.toString(), Integer.toString(bytes), reason);
        }
    }

    @Override
    public Integer call() throws IOException {
        List<String> topics = topic.map(Topics::deadLetters).map(List::of).orElse(DeadRecords.TOPICS);
        if (!DeadRecords.TOPICS.containsAll(topics)) {
            throw new CommandException("there are no dead letters of " + topic.get() + ": there are "
                    + String.join(", ", DeadRecords.TOPICS));
        }
        PrintWriter out = command.commandLine().getOut();
        try (DeadRecords records = new DeadRecords(kafka.settings())) {
            List<Line> lines =
                    records.newest(topics, limit).stream().map(Line::of).toList();
            if (json) {
                out.println(Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(lines));
            } else if (lines.isEmpty()) {
                out.println("No dead letters.");
            } else {
                Columns.lines(HEADER, lines.stream().map(Line::columns).toList())
                        .forEach(out::println);
                out.println();
                out.println("./scalewatch dlq show TOPIC AT tells more of one, retry TOPIC AT sends it again.");
            }
        }
        return 0;
    }
}
