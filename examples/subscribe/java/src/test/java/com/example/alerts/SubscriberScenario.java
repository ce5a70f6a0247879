package com.example.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.scalewatch.contracts.event.ScalingAlert.Status;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;

/// What every subscriber has to get right. Its alerts are its own; other tests' are on the same topics.
final class SubscriberScenario {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final AlertTopics topics;
    private final String run = UUID.randomUUID().toString().substring(0, 8);
    private final String open = run + "-open";
    private final String ended = run + "-ended";
    private final String ghost = run + "-ghost";
    private final String probe = run + "-probe";

    SubscriberScenario(AlertTopics topics) {
        this.topics = topics;
    }

    /// Before the subscriber starts.
    void prepare() {
        topics.commit(open, 0, Status.RAISED);
        topics.commit(ended, 0, Status.RAISED);
        topics.abort(ghost);
        topics.commit(ended, 1, Status.RESOLVED);
        topics.abort(ghost);
    }

    /// @param heard the events that the subscriber has told of so far, as `status alertId/sequence`
    void holds(Supplier<List<String>> heard) {
        Function<String, List<String>> of = alert -> heard.get().stream()
                .filter(event -> event.contains(" " + alert + "/"))
                .toList();
        await().atMost(PATIENCE).until(() -> of.apply(open).equals(List.of("raised " + open + "/0")));
        // It reads the events, too, once it tells of one that is on no other topic.
        AtomicInteger probes = new AtomicInteger();
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(250)).until(() -> {
            topics.commitEvent(probe, probes.getAndIncrement());
            return !of.apply(probe).isEmpty();
        });
        topics.commit(open, 1, Status.UPDATED);
        topics.commit(open, 2, Status.RESOLVED);
        await().atMost(PATIENCE).until(() -> of.apply(open).contains("resolved " + open + "/2"));
        // What comes after all of it has come: nothing was told of twice, nor late, nor of an aborted transaction.
        topics.commit(run + "-last", 0, Status.RAISED);
        await().atMost(PATIENCE).until(() -> !of.apply(run + "-last").isEmpty());
        assertThat(of.apply(open))
                .doesNotHaveDuplicates()
                .startsWith("raised " + open + "/0")
                .endsWith("resolved " + open + "/2");
        assertThat(of.apply(ghost)).isEmpty();
    }
}
