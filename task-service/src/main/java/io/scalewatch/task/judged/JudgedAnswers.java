package io.scalewatch.task.judged;

import io.scalewatch.contracts.codec.Codecs;
import io.scalewatch.contracts.codec.UnreadableEventException;
import io.scalewatch.contracts.event.PromptCompleted;
import io.scalewatch.contracts.event.RecordPlace;
import io.scalewatch.contracts.topic.RecordReader;
import io.scalewatch.contracts.topic.Topics;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.Dependent;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;

/// Reads single records of `completions`, a batch at a time. Every user has their own; not thread-safe.
@Dependent
public class JudgedAnswers {

    /// Well below a lease, which the thread that reads also renews.
    private static final Duration LIMIT = Duration.ofSeconds(2);

    private final RecordReader<PromptCompleted> reader;

    JudgedAnswers(@Identifier("default-kafka-broker") Map<String, Object> broker) {
        this.reader = new RecordReader<>(
                broker,
                Topics.COMPLETIONS,
                "task-service-judged",
                RecordReader.Access.NEAR,
                LIMIT,
                JudgedAnswers::decode);
    }

    /// @return what is there; a place whose record is gone, or is no completion, is missing
    /// @throws KafkaException if the broker does not answer in time
    public Map<RecordPlace, PromptCompleted> read(Collection<RecordPlace> wanted) {
        return reader.read(wanted);
    }

    private static Optional<PromptCompleted> decode(ConsumerRecord<byte[], byte[]> record) {
        try {
            return Optional.of(Codecs.PROMPT_COMPLETED.decode(record.headers(), record.value()));
        } catch (UnreadableEventException e) {
            // As good as gone: the scoring has sent it to the dead letters.
            return Optional.empty();
        }
    }

    /// The next reading starts with a new consumer.
    @PreDestroy
    public void close() {
        reader.close();
    }
}
