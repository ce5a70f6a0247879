package io.scalewatch.analysis.export;

import io.scalewatch.contracts.codec.Codecs;
import io.scalewatch.contracts.codec.UnreadableEventException;
import io.scalewatch.contracts.event.CompletionScored;
import io.scalewatch.contracts.event.SeriesKey;
import io.scalewatch.contracts.topic.ConnectionSettings;
import io.scalewatch.contracts.topic.Topics;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.utils.Utils;

/// Reads the scores of a series from their topic, as far back as it is kept. They lie in one partition, with
/// those of other series; it is read once, and what is no longer needed of it is let go.
@ApplicationScoped
public class ScoreExport {

    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration SILENCE = Duration.ofSeconds(30);

    private final Map<String, Object> settings;

    ScoreExport(@Identifier("default-kafka-broker") Map<String, Object> configured) {
        settings = new HashMap<>(ConnectionSettings.of(configured));
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, IsolationLevel.READ_COMMITTED.toString());
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        // What was deleted while it was read is passed over; what is left of it is not.
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    }

    /// Takes the scores of a series, each once.
    public interface Reader {
        void take(CompletionScored score) throws IOException;
    }

    /// Writes what there is up to now.
    ///
    /// @throws IOException if the broker falls silent, or nobody takes the rows any more
    public void write(SeriesKey series, RowWriter to) throws IOException {
        read(series, score -> to.write(ScoreTable.row(score)));
    }

    /// Reads what there is up to now: the first label of each (run, index).
    ///
    /// @throws IOException if the broker falls silent, or the reader throws it
    public void read(SeriesKey series, Reader to) throws IOException {
        byte[] key = (series.family() + "/" + series.task()).getBytes(StandardCharsets.UTF_8);
        FirstLabels first = new FirstLabels();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            TopicPartition partition = partition(consumer, key);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            long heard = System.nanoTime();
            while (consumer.position(partition) < end) {
                long before = consumer.position(partition);
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    if (record.offset() < end && Arrays.equals(key, record.key())) {
                        read(record, series, first, to);
                    }
                }
                if (consumer.position(partition) > before) {
                    heard = System.nanoTime();
                } else if (System.nanoTime() - heard > SILENCE.toNanos()) {
                    throw new IOException("the broker has sent no scores for " + SILENCE.toSeconds() + " s");
                }
            }
        } catch (KafkaException e) {
            throw new IOException("the scores can't be read", e);
        }
    }

    private static void read(ConsumerRecord<byte[], byte[]> record, SeriesKey series, FirstLabels first, Reader to)
            throws IOException {
        CompletionScored score;
        try {
            score = Codecs.COMPLETION_SCORED.decode(record.headers(), record.value());
        } catch (UnreadableEventException e) {
            // Counted nowhere either; the dead letters have it.
            return;
        }
        if (score.series().equals(series) && first.add(score)) {
            to.take(score);
        }
    }

    /// Where a producer puts records of this key.
    private static TopicPartition partition(KafkaConsumer<byte[], byte[]> consumer, byte[] key) {
        int partitions = consumer.partitionsFor(Topics.SCORES).size();
        return new TopicPartition(Topics.SCORES, Utils.toPositive(Utils.murmur2(key)) % partitions);
    }
}
