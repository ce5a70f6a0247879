package io.scalewatch.task.judged;

import io.scalewatch.contracts.codec.Codecs;
import io.scalewatch.contracts.codec.UnreadableEventException;
import io.scalewatch.contracts.event.PromptCompleted;
import io.scalewatch.contracts.topic.Topics;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.Dependent;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/// Reads single records of `completions`, a batch at a time, with a consumer of its own that is in no group and is
/// made when it is needed first. Every user has their own; not thread-safe.
@Dependent
public class JudgedAnswers {

    private static final Duration POLL = Duration.ofMillis(200);
    /// Well below a lease, which the thread that reads also renews.
    private static final Duration LIMIT = Duration.ofSeconds(2);
    private static final Duration CLOSE = Duration.ofSeconds(2);
    /// Records between two wanted ones above which it is quicker to seek than to read on.
    private static final long WORTH_A_SEEK = 300;

    private final Map<String, Object> broker;
    /// What a reading had found when its time was over: the next one has less to look for.
    private final Map<Place, PromptCompleted> kept = new HashMap<>();

    private KafkaConsumer<byte[], byte[]> consumer;

    JudgedAnswers(@Identifier("default-kafka-broker") Map<String, Object> broker) {
        this.broker = broker;
    }

    /// Where a record is.
    public record Place(int partition, long offset) {}

    /// @return what is there; a place whose record is gone, or is no completion, is missing
    /// @throws KafkaException if the broker does not answer in time
    public Map<Place, PromptCompleted> read(Collection<Place> wanted) {
        Map<Place, PromptCompleted> found = new HashMap<>(kept);
        found.keySet().retainAll(wanted);
        kept.clear();
        Map<TopicPartition, TreeSet<Long>> open = new HashMap<>();
        wanted.stream()
                .filter(place -> !found.containsKey(place))
                .forEach(place -> open.computeIfAbsent(
                                new TopicPartition(Topics.COMPLETIONS, place.partition()), p -> new TreeSet<>())
                        .add(place.offset()));
        if (open.isEmpty()) {
            return found;
        }
        try {
            read(open, found);
            return found;
        } catch (RuntimeException e) {
            // What it had assigned, or still fetches, is nobody's any more.
            close();
            kept.putAll(found);
            throw e;
        }
    }

    private void read(Map<TopicPartition, TreeSet<Long>> open, Map<Place, PromptCompleted> found) {
        if (consumer == null) {
            consumer = CompletionsConsumer.open(broker, "task-service-judged");
        }
        leaveOutWhatIsGone(open);
        consumer.assign(open.keySet());
        // A partition that the reading before has let go of is still paused.
        consumer.resume(open.keySet());
        open.forEach((partition, offsets) -> consumer.seek(partition, offsets.first()));
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (!open.isEmpty()) {
            if (System.nanoTime() - deadline > 0) {
                throw new KafkaException("the answers to judge can't be read in time");
            }
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                TreeSet<Long> offsets = open.get(new TopicPartition(record.topic(), record.partition()));
                if (offsets != null && offsets.remove(record.offset())) {
                    decode(record, found);
                }
            }
            open.entrySet().removeIf(entry -> isRead(entry.getKey(), entry.getValue()));
        }
    }

    private void leaveOutWhatIsGone(Map<TopicPartition, TreeSet<Long>> open) {
        Map<TopicPartition, Long> first = consumer.beginningOffsets(open.keySet(), LIMIT);
        Map<TopicPartition, Long> end = consumer.endOffsets(open.keySet(), LIMIT);
        open.entrySet().removeIf(entry -> {
            entry.getValue().headSet(first.get(entry.getKey())).clear();
            entry.getValue().tailSet(end.get(entry.getKey())).clear();
            return entry.getValue().isEmpty();
        });
    }

    /// Lets go of a partition that is read; else brings it nearer to what is wanted of it.
    private boolean isRead(TopicPartition partition, TreeSet<Long> offsets) {
        long position = consumer.position(partition);
        offsets.headSet(position).clear();
        if (offsets.isEmpty()) {
            consumer.pause(List.of(partition));
            return true;
        }
        if (offsets.first() - position > WORTH_A_SEEK) {
            consumer.seek(partition, offsets.first());
        }
        return false;
    }

    private static void decode(ConsumerRecord<byte[], byte[]> record, Map<Place, PromptCompleted> found) {
        try {
            found.put(
                    new Place(record.partition(), record.offset()),
                    Codecs.PROMPT_COMPLETED.decode(record.headers(), record.value()));
        } catch (UnreadableEventException e) {
            // As good as gone: the scoring has sent it to the dead letters.
        }
    }

    /// The next reading starts with a new consumer.
    @PreDestroy
    public void close() {
        if (consumer != null) {
            consumer.close(CloseOptions.timeout(CLOSE));
            consumer = null;
        }
    }
}
