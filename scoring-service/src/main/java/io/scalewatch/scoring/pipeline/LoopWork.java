package io.scalewatch.scoring.pipeline;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/// What a [ScoringLoop] does with what it reads. Called by the loop's thread alone.
///
/// Nothing that it remembers may count before [LoopBatch#committed]: a batch that is not committed comes again.
public interface LoopWork {

    /// The topic that is read.
    String topic();

    /// Partitions were assigned; the consumer stands at their committed offsets, or at their beginning where
    /// there are none. Called within a poll.
    default void assigned(Consumer<byte[], byte[]> consumer, Collection<TopicPartition> partitions) {}

    /// Partitions were given up, or lost.
    default void gone(Collection<TopicPartition> partitions) {}

    /// Seeks to where the reading has to go on after anything but a known commit.
    ///
    /// @param committed the offsets of the partitions that have one
    void seek(
            Consumer<byte[], byte[]> consumer,
            Collection<TopicPartition> assigned,
            Map<TopicPartition, OffsetAndMetadata> committed);

    /// Takes the records of a poll, which may be none.
    ///
    /// @return what is to be written in one transaction, if anything
    Optional<LoopBatch> take(Consumer<byte[], byte[]> consumer, ConsumerRecords<byte[], byte[]> polled);

    /// How long to leave the machine to others after having worked that long.
    default Duration restAfter(Duration worked) {
        return Duration.ZERO;
    }

    /// Whether the loop has come to its end.
    default boolean isDone() {
        return false;
    }
}
