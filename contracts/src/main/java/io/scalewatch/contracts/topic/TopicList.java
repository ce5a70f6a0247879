package io.scalewatch.contracts.topic;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;

/// The declarative list of topics, `deploy/topics/topics.yaml`.
public final class TopicList {

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    private final List<Topic> topics;

    private TopicList(List<Topic> topics) {
        this.topics = topics;
    }

    /// @param partitions on a cluster
    /// @param localPartitions on the local stack, where it differs
    /// @param deadLetters whether the topic has a `.dlq`
    /// @param texts whether it holds prompts, completions or parts of them
    /// @param config Kafka's topic settings
    record Topic(
            String name,
            int partitions,
            Integer localPartitions,
            boolean deadLetters,
            boolean texts,
            Map<String, String> config) {

        NewTopic toNew(int partitions, int replicas, Optional<Duration> keepTexts) {
            Map<String, String> settings = new TreeMap<>(config == null ? Map.of() : config);
            if (texts) {
                keepTexts.ifPresent(longest -> settings.compute(
                        TopicConfig.RETENTION_MS_CONFIG,
                        (name, declared) -> Long.toString(Math.min(longest.toMillis(), Long.parseLong(declared)))));
            }
            if (replicas >= 3) {
                settings.put("min.insync.replicas", "2");
            }
            return new NewTopic(name, partitions, (short) replicas).configs(settings);
        }
    }

    record File(Map<String, String> deadLetterConfig, List<Topic> topics) {}

    /// The list that this version was built with.
    public static TopicList load() {
        try (InputStream in = TopicList.class.getResourceAsStream("/topics/topics.yaml")) {
            File file = YAML.readValue(in, File.class);
            List<Topic> all = new java.util.ArrayList<>(file.topics());
            file.topics().stream()
                    .filter(Topic::deadLetters)
                    .map(t ->
                            new Topic(Topics.deadLetters(t.name()), 1, null, false, t.texts(), file.deadLetterConfig()))
                    .forEach(all::add);
            return new TopicList(List.copyOf(all));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public List<String> names() {
        return topics.stream().map(Topic::name).toList();
    }

    /// Those that hold prompts, completions or parts of them.
    public List<String> texts() {
        return topics.stream().filter(Topic::texts).map(Topic::name).toList();
    }

    /// The topics as one broker on one machine holds them.
    public List<NewTopic> local() {
        return topics.stream()
                .map(t -> t.toNew(
                        t.localPartitions() == null ? t.partitions() : t.localPartitions(), 1, Optional.empty()))
                .toList();
    }

    /// The topics as a cluster holds them.
    ///
    /// @param replicas of each partition; from three on, two of them have to have what is acknowledged
    /// @param keepTexts how long prompts, completions and scores are kept at most, where that is
    ///     shorter than declared
    public List<NewTopic> cluster(int replicas, Optional<Duration> keepTexts) {
        return topics.stream()
                .map(t -> t.toNew(t.partitions(), replicas, keepTexts))
                .toList();
    }
}
