package io.scalewatch.inference.work;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The partitions of `prompts` that this worker holds. Thread-safe.
public final class Assignment {

    private final Map<Integer, AssignedPartition> partitions = new ConcurrentHashMap<>();
    private volatile boolean stopping;

    /// The partition, if this worker holds it.
    public Optional<AssignedPartition> partition(int number) {
        return Optional.ofNullable(partitions.get(number));
    }

    /// This worker holds the partition from now on.
    public void add(int number, AssignedPartition partition) {
        if (stopping) {
            partition.close();
        }
        partitions.put(number, partition);
    }

    /// Nothing is admitted any more, in no partition: the worker stops.
    public void stop() {
        stopping = true;
        partitions.values().forEach(AssignedPartition::close);
    }

    public boolean isStopping() {
        return stopping;
    }

    /// Admits nothing more to these partitions and waits until their prompts have ended; what has not by then is
    /// cancelled.
    ///
    /// @return how many calls were cancelled
    public int drain(Collection<Integer> numbers, Duration atMost) throws InterruptedException {
        List<AssignedPartition> leaving =
                numbers.stream().map(partitions::get).filter(Objects::nonNull).toList();
        leaving.forEach(AssignedPartition::close);
        long end = System.nanoTime() + atMost.toNanos();
        for (AssignedPartition partition : leaving) {
            if (!partition.awaitIdle(end - System.nanoTime())) {
                break;
            }
        }
        return leaving.stream().mapToInt(AssignedPartition::cancelCalls).sum();
    }

    /// This worker does not hold the partition any more.
    public void remove(int number) {
        partitions.remove(number);
    }

    public List<Integer> numbers() {
        return List.copyOf(partitions.keySet());
    }

    /// The offsets to commit, by partition.
    public Map<Integer, Long> toCommit() {
        Map<Integer, Long> offsets = new HashMap<>();
        partitions.forEach((number, partition) -> partition.toCommit().ifPresent(o -> offsets.put(number, o)));
        return offsets;
    }

    /// How many prompts are being called.
    public int calls() {
        return partitions.values().stream().mapToInt(AssignedPartition::calls).sum();
    }

    /// For how long the oldest call has been under way.
    public Duration oldestCall() {
        long now = System.nanoTime();
        return Duration.ofNanos(partitions.values().stream()
                .mapToLong(partition -> partition.oldestCallNanos(now))
                .max()
                .orElse(0));
    }
}
