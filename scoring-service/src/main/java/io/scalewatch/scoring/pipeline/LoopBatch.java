package io.scalewatch.scoring.pipeline;

import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/// What one transaction writes. Either [#committed] or [#aborted] is called in the end, unless the process dies.
public interface LoopBatch {

    /// How many records it was made of.
    int size();

    /// Hands out what is to be written, once.
    void write(Consumer<ProducerRecord<byte[], byte[]>> out);

    /// Where the reading goes on when all of it is committed.
    Map<TopicPartition, OffsetAndMetadata> offsets();

    void committed(Instant begun, Instant now);

    /// Nothing of it counts; whether it was committed may not be known.
    void aborted();
}
