package io.scalewatch.local.deadletters;

import io.scalewatch.contracts.topic.Topics;
import io.scalewatch.local.CommandException;
import io.scalewatch.local.stack.KafkaOption;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// Which dead letter is meant.
final class ChosenRecord {

    private static final Pattern PLACE = Pattern.compile("(\\d{1,9}):(\\d{1,18})");

    @Mixin
    KafkaOption kafka = new KafkaOption();

    @Parameters(index = "0", paramLabel = "TOPIC", description = "The topic that it was on: prompts, completions, ...")
    private String topic;

    @Parameters(index = "1", paramLabel = "AT", description = "Where it is, as the list has it: 0:17.")
    private String at;

    DeadRecord read() throws IOException {
        String letters = Topics.deadLetters(topic);
        Matcher place = PLACE.matcher(at);
        if (!DeadRecords.TOPICS.contains(letters)) {
            throw new CommandException(
                    "there are no dead letters of " + topic + ": there are " + String.join(", ", DeadRecords.TOPICS));
        }
        if (!place.matches()) {
            throw new CommandException("'" + at + "' is not a partition and an offset, such as 0:17");
        }
        DeadRecord.Place wanted =
                new DeadRecord.Place(Integer.parseInt(place.group(1)), Long.parseLong(place.group(2)));
        try (DeadRecords records = new DeadRecords(kafka.settings())) {
            return records.at(letters, wanted)
                    .orElseThrow(() -> new CommandException("there is no dead letter of " + topic + " at " + at));
        }
    }
}
