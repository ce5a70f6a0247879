package io.scalewatch.local.topics;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;

/// What a broker's topics are, and what they are wanted to be.
final class TopicChanges {

    private final Admin admin;

    TopicChanges(Admin admin) {
        this.admin = admin;
    }

    Set<String> names() throws ExecutionException, InterruptedException {
        return admin.listTopics().names().get();
    }

    void make(List<NewTopic> missing) throws ExecutionException, InterruptedException {
        admin.createTopics(missing).all().get();
    }

    /// Sets what differs; settings that the list does not name stay as they are.
    ///
    /// @return the names of the topics that were changed
    List<String> adjust(List<NewTopic> wanted) throws ExecutionException, InterruptedException {
        Map<ConfigResource, NewTopic> byResource = new HashMap<>();
        wanted.forEach(topic -> byResource.put(new ConfigResource(ConfigResource.Type.TOPIC, topic.name()), topic));
        Map<ConfigResource, Config> current =
                admin.describeConfigs(byResource.keySet()).all().get();
        Map<ConfigResource, Collection<AlterConfigOp>> changes = new HashMap<>();
        current.forEach((resource, config) -> {
            List<AlterConfigOp> operations = new ArrayList<>();
            byResource.get(resource).configs().forEach((name, value) -> {
                ConfigEntry entry = config.get(name);
                if (entry == null || !value.equals(entry.value())) {
                    operations.add(new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET));
                }
            });
            if (!operations.isEmpty()) {
                changes.put(resource, operations);
            }
        });
        admin.incrementalAlterConfigs(changes).all().get();
        return changes.keySet().stream().map(ConfigResource::name).sorted().toList();
    }

    /// What no command may change once there is data: the number of partitions decides where a key lies.
    ///
    /// @return a sentence per topic
    List<String> differing(List<NewTopic> wanted) throws ExecutionException, InterruptedException {
        Map<String, TopicDescription> there = admin.describeTopics(
                        wanted.stream().map(NewTopic::name).toList())
                .allTopicNames()
                .get();
        return wanted.stream()
                .filter(topic -> there.get(topic.name()).partitions().size() != topic.numPartitions())
                .map(topic -> "the topic " + topic.name() + " has "
                        + there.get(topic.name()).partitions().size() + " partitions instead of "
                        + topic.numPartitions()
                        + ": that can't be changed under data; delete the topic first, or keep it as it is")
                .toList();
    }
}
