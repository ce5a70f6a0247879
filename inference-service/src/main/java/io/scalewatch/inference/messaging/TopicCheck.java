package io.scalewatch.inference.messaging;

import io.scalewatch.contracts.topic.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.jboss.logging.Logger;

/// The topics that the worker needs: waits until they exist, and refuses to start where they don't fit together.
public final class TopicCheck {

    private static final Logger LOG = Logger.getLogger(TopicCheck.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final int TRIES_BETWEEN_LOGS = 10;

    private final Map<String, Object> broker;

    /// @param broker how it is reached
    public TopicCheck(Map<String, Object> broker) {
        this.broker = Map.copyOf(broker);
    }

    /// Returns when the topics exist.
    ///
    /// @throws IllegalStateException if `prompts` and `completions` differ in their number of partitions
    public void await() throws InterruptedException {
        await(Topics.PROMPTS, Topics.COMPLETIONS, Topics.ENDPOINTS, Topics.deadLetters(Topics.PROMPTS));
    }

    void await(String prompts, String completions, String... others) throws InterruptedException {
        List<String> names = Stream.concat(Stream.of(prompts, completions), Stream.of(others))
                .toList();
        try (Admin admin = Admin.create(broker)) {
            for (int tries = 0; ; tries++) {
                Map<String, Integer> partitions = new TreeMap<>();
                String missing = describe(admin, names, partitions);
                if (missing.isEmpty()) {
                    check(prompts, completions, partitions);
                    return;
                }
                if (tries % TRIES_BETWEEN_LOGS == 0) {
                    LOG.infof("Waiting for topics: %s", missing);
                }
                Thread.sleep(PAUSE);
            }
        }
    }

    private static void check(String prompts, String completions, Map<String, Integer> partitions) {
        int promptPartitions = partitions.get(prompts);
        int completionPartitions = partitions.get(completions);
        if (promptPartitions != completionPartitions) {
            throw new IllegalStateException("The topics '" + prompts + "' and '" + completions
                    + "' must have the same number of partitions, but have " + promptPartitions + " and "
                    + completionPartitions + ". A completion goes to the partition of its prompt: make both topics"
                    + " anew as deploy/topics/topics.yaml says.");
        }
    }

    /// @param partitions is filled: the number of partitions by topic
    /// @return why something is missing, or an empty text
    private static String describe(Admin admin, List<String> names, Map<String, Integer> partitions)
            throws InterruptedException {
        StringBuilder missing = new StringBuilder();
        Map<String, KafkaFuture<TopicDescription>> described =
                admin.describeTopics(names).topicNameValues();
        for (var topic : described.entrySet()) {
            try {
                partitions.put(
                        topic.getKey(), topic.getValue().get().partitions().size());
            } catch (ExecutionException e) {
                missing.append(missing.isEmpty() ? "" : ", ")
                        .append(topic.getKey())
                        .append(" (")
                        .append(e.getCause().getClass().getSimpleName())
                        .append(')');
            }
        }
        return missing.toString();
    }
}
