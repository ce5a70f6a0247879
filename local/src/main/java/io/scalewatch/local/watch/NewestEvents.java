package io.scalewatch.local.watch;

import io.scalewatch.contracts.codec.EventCodec;
import io.scalewatch.contracts.codec.UnreadableEventException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// Follows a topic of fits or alerts and keeps the newest event of each key.
///
/// @param <K> what an event is about
/// @param <T> the event
public final class NewestEvents<K, T> implements AutoCloseable {

    private static final Duration WAIT = Duration.ofMillis(100);

    private final String bootstrapServers;
    private final String topic;
    private final EventCodec<T> codec;
    private final Function<T, K> key;
    private final BinaryOperator<T> newer;
    private final BiConsumer<T, Long> listener;
    private final Map<K, T> newest = new ConcurrentHashMap<>();
    private final Thread thread;
    private volatile boolean open = true;

    /// @param key what an event is about
    /// @param newer of two events about the same, the one that counts
    /// @param listener told each event and when it arrived, in milliseconds of the wall clock
    public NewestEvents(
            String bootstrapServers,
            String topic,
            EventCodec<T> codec,
            Function<T, K> key,
            BinaryOperator<T> newer,
            BiConsumer<T, Long> listener) {
        this.bootstrapServers = bootstrapServers;
        this.topic = topic;
        this.codec = codec;
        this.key = key;
        this.newer = newer;
        this.listener = listener;
        this.thread = Thread.ofPlatform().daemon().name("watch-" + topic).start(this::follow);
    }

    /// What is known now.
    public List<T> all() {
        return new ArrayList<>(newest.values());
    }

    @Override
    public void close() {
        open = false;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void follow() {
        try (TopicReader reader = new TopicReader(bootstrapServers, topic)) {
            while (open) {
                reader.poll(WAIT, this::take);
            }
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        long arrived = Clock.systemUTC().millis();
        if (record.value() == null) {
            return;
        }
        try {
            T event = codec.decode(record.headers(), record.value());
            newest.merge(key.apply(event), event, newer);
            listener.accept(event, arrived);
        } catch (UnreadableEventException e) {
            throw new IllegalStateException("the topic " + topic + " holds what it should not", e);
        }
    }
}
