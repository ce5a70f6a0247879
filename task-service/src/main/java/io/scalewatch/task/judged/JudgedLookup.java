package io.scalewatch.task.judged;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.scalewatch.contracts.codec.Codecs;
import io.scalewatch.contracts.codec.EventCodec;
import io.scalewatch.contracts.codec.UnreadableEventException;
import io.scalewatch.contracts.event.PromptCompleted;
import io.scalewatch.contracts.event.PromptId;
import io.scalewatch.contracts.topic.Topics;
import io.scalewatch.task.judging.JudgingPrompt;
import io.scalewatch.task.plan.JudgePlan;
import io.scalewatch.task.publishing.PublishingSignal;
import io.scalewatch.task.runs.JudgeRuns;
import io.scalewatch.task.runs.JudgeSpec;
import io.scalewatch.task.runs.PromptSizes;
import io.scalewatch.task.runs.RunPlans;
import io.scalewatch.task.runs.RunViews;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/// Looks up where in `completions` the answers are that a new judge run is to judge: from the time at which the
/// judged run was created to the topic's end, once. What it finds is stored whole or not at all: a crash, or the
/// broker or the database away, has it start anew, and of two instances the first counts.
@ApplicationScoped
public class JudgedLookup {

    private static final Logger LOG = Logger.getLogger(JudgedLookup.class);
    /// The broker's clock stamps the records, the database's host's the run.
    private static final Duration CLOCKS = Duration.ofMinutes(10);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration CALL = Duration.ofSeconds(20);
    private static final int GONE = -1;

    private final JudgeRuns judges;
    private final RunPlans plans;
    private final RunViews views;
    private final PublishingSignal signal;
    private final Map<String, Object> broker;
    private volatile boolean stopping;

    JudgedLookup(
            JudgeRuns judges,
            RunPlans plans,
            RunViews views,
            PublishingSignal signal,
            @Identifier("default-kafka-broker") Map<String, Object> broker) {
        this.judges = judges;
        this.plans = plans;
        this.views = views;
        this.signal = signal;
        this.broker = broker;
    }

    void onStop(@Observes ShutdownEvent event) {
        stopping = true;
    }

    /// Never throws: what can't be looked up now is tried again in a second, and holds no other run up.
    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void look() {
        try {
            for (UUID run : judges.waiting()) {
                guarded(run);
            }
        } catch (RuntimeException e) {
            LOG.warnf("Answers to judge can't be looked up now, cause=%s", e);
        }
    }

    private void guarded(UUID run) {
        try {
            lookUp(run);
        } catch (RuntimeException e) {
            LOG.warnf("Answers to judge can't be looked up yet, run=%s cause=%s", run, e);
        }
    }

    /// @return whether the run's answers are where this has found them
    boolean lookUp(UUID run) {
        RunPlans.Planned planned = plans.of(run);
        JudgeSpec judging = planned.spec().judge().orElseThrow();
        Instant since = views.createdAt(judging.run()).minus(CLOCKS);
        Search search = new Search(judging, (JudgePlan) planned.plan());
        try (KafkaConsumer<byte[], byte[]> consumer = CompletionsConsumer.open(broker, "task-service-lookup")) {
            search.through(consumer, since);
        }
        if (stopping) {
            return false;
        }
        boolean stored = judges.lookedUp(run, search.places, search.mostTokens);
        LOG.infof(
                "Answers to judge are looked up, run=%s answers=%d missing=%d stored=%s",
                run, search.places.offsets().length, search.missing, stored);
        signal.wake();
        return stored;
    }

    /// One way through the topic.
    private final class Search {

        private final JudgeSpec judging;
        private final JudgePlan plan;
        private final JudgeRuns.Places places;
        private long missing;
        private int mostTokens;

        Search(JudgeSpec judging, JudgePlan plan) {
            int answers = Math.toIntExact(plan.positions());
            this.judging = judging;
            this.plan = plan;
            this.places = new JudgeRuns.Places(new int[answers], new long[answers]);
            this.missing = answers;
            Arrays.fill(places.offsets(), GONE);
        }

        /// Every partition to where it ends now: all answers came before the run was created. The first one of an index
        /// that has a text is the one whose label counts.
        void through(KafkaConsumer<byte[], byte[]> consumer, Instant since) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topics.COMPLETIONS, CALL).stream()
                    .map(p -> new TopicPartition(Topics.COMPLETIONS, p.partition()))
                    .toList();
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, CALL);
            Map<TopicPartition, Long> times = new HashMap<>();
            partitions.forEach(partition -> times.put(partition, since.toEpochMilli()));
            Map<TopicPartition, OffsetAndTimestamp> begins = consumer.offsetsForTimes(times, CALL);
            consumer.assign(partitions);
            for (TopicPartition partition : partitions) {
                OffsetAndTimestamp begin = begins.get(partition);
                consumer.seek(partition, begin == null ? ends.get(partition) : begin.offset());
            }
            long progressNanos = System.nanoTime();
            while (!stopping && missing > 0 && !isThrough(consumer, ends)) {
                boolean any = false;
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    any = true;
                    see(record);
                }
                if (any) {
                    progressNanos = System.nanoTime();
                } else if (System.nanoTime() - progressNanos > CALL.toNanos()) {
                    throw new KafkaException("the topic completions can't be read to its end");
                }
            }
        }

        private static boolean isThrough(KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
            return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
        }

        private void see(ConsumerRecord<byte[], byte[]> record) {
            try {
                PromptId id = PromptId.parse(EventCodec.id(record.headers()));
                if (!id.runId().equals(judging.run())) {
                    return;
                }
                int position = plan.positionOf(id.index());
                if (position < 0 || places.offsets()[position] != GONE) {
                    return;
                }
                PromptCompleted completed = Codecs.PROMPT_COMPLETED.decode(record.headers(), record.value());
                if (completed.text().isPresent()) {
                    places.partitions()[position] = record.partition();
                    places.offsets()[position] = record.offset();
                    missing--;
                    mostTokens = Math.max(mostTokens, tokens(completed));
                }
            } catch (UnreadableEventException | IllegalArgumentException e) {
                // No completion of ours: the scoring has sent it to the dead letters.
            }
        }

        private int tokens(PromptCompleted completed) {
            return PromptSizes.mostTokens(JudgingPrompt.of(
                    judging.asks(),
                    completed.prompt().messages(),
                    completed.prompt().answer(),
                    completed.text().orElseThrow(),
                    ""));
        }
    }
}
