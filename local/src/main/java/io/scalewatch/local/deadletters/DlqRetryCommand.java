package io.scalewatch.local.deadletters;

import io.scalewatch.local.CommandException;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// Sends a dead letter again.
@Command(
        name = "retry",
        description = "Sends one again, as it was, to the partition that it came from: when the version that reads it"
                + " now can. What can't be read still comes back as a new dead letter; what was counted is not counted"
                + " again.",
        mixinStandardHelpOptions = true)
final class DlqRetryCommand implements Callable<Integer> {

    @Spec
    private CommandSpec command;

    @Mixin
    private ChosenRecord chosen = new ChosenRecord();

    @Override
    public Integer call() throws IOException, InterruptedException {
        DeadRecord record = chosen.read();
        if (record.topic().isEmpty() || record.from().partition() < 0) {
            throw new CommandException("the record does not say which topic it came from");
        }
        if (record.raw().value() == null) {
            throw new CommandException("its content was left out because it is too large: it can't be sent again");
        }
        Map<String, Object> settings = new HashMap<>(chosen.kafka.settings());
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Integer.MAX_VALUE);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            RecordMetadata sent = producer.send(record.original()).get();
            command.commandLine()
                    .getOut()
                    .println("sent again: " + sent.topic() + " " + sent.partition() + ":" + sent.offset());
        } catch (ExecutionException | KafkaException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new CommandException("it can't be sent again: " + cause.getMessage());
        }
        return 0;
    }
}
