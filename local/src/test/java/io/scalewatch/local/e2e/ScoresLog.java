package io.scalewatch.local.e2e;

import io.scalewatch.contracts.codec.Codecs;
import io.scalewatch.contracts.codec.UnreadableEventException;
import io.scalewatch.contracts.event.CompletionScored;
import io.scalewatch.contracts.topic.Topics;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// What is committed on `scores`.
final class ScoresLog {

    private ScoresLog() {}

    /// @param labelled distinct plan indices with a label
    /// @param failed distinct plan indices with a failure
    /// @param records all records of the run
    record Content(Set<Long> labelled, Set<Long> failed, List<CompletionScored> records) {}

    static Content of(UUID run, String bootstrapServers) throws UnreadableEventException {
        Set<Long> labelled = new HashSet<>();
        Set<Long> failed = new HashSet<>();
        List<CompletionScored> records = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : RunRecords.of(Topics.SCORES, run, bootstrapServers)) {
            CompletionScored score = Codecs.COMPLETION_SCORED.decode(record.headers(), record.value());
            records.add(score);
            (score.label().isPresent() ? labelled : failed).add(score.id().index());
        }
        failed.removeAll(labelled);
        return new Content(labelled, failed, records);
    }
}
