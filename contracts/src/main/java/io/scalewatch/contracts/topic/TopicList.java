package io.scalewatch.contracts.topic;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.NewTopic;

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
    /// @param config Kafka's topic settings
    record Topic(
            String name, int partitions, Integer localPartitions, boolean deadLetters, Map<String, String> config) {

        NewTopic toNew(int partitions, int replicas) {
            Map<String, String> settings = new TreeMap<>(config == null ? Map.of() : config);
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
                    .map(t -> new Topic(Topics.deadLetters(t.name()), 1, null, false, file.deadLetterConfig()))
                    .forEach(all::add);
            return new TopicList(List.copyOf(all));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public List<String> names() {
        return topics.stream().map(Topic::name).toList();
    }

    /// The topics as one broker on one machine holds them.
    public List<NewTopic> local() {
        return topics.stream()
                .map(t -> t.toNew(t.localPartitions() == null ? t.partitions() : t.localPartitions(), 1))
                .toList();
    }

    /// The topics as a cluster holds them.
    ///
    /// @param replicas of each partition; from three on, two of them have to have what is acknowledged
    public List<NewTopic> cluster(int replicas) {
        return topics.stream().map(t -> t.toNew(t.partitions(), replicas)).toList();
    }
}
