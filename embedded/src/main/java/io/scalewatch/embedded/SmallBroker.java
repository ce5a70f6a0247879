package io.scalewatch.embedded;

import io.scalewatch.contracts.topic.TopicList;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/// What a broker is told that is alone, serves few clients, and whose clients come and go quickly.
public final class SmallBroker {

    private SmallBroker() {}

    /// Broker settings by their names, without listeners and folders.
    public static Map<String, String> settings() {
        return Map.ofEntries(
                Map.entry("auto.create.topics.enable", "false"),
                // One node: nothing to replicate to, and few clients.
                Map.entry("default.replication.factor", "1"),
                Map.entry("min.insync.replicas", "1"),
                Map.entry("offsets.topic.replication.factor", "1"),
                Map.entry("offsets.topic.num.partitions", "4"),
                Map.entry("transaction.state.log.replication.factor", "1"),
                Map.entry("transaction.state.log.min.isr", "1"),
                Map.entry("transaction.state.log.num.partitions", "4"),
                Map.entry("group.initial.rebalance.delay.ms", "0"),
                // A member that was killed is missed after 6 s instead of 45.
                Map.entry("group.consumer.min.session.timeout.ms", "1000"),
                Map.entry("group.consumer.session.timeout.ms", "6000"),
                Map.entry("group.consumer.min.heartbeat.interval.ms", "500"),
                Map.entry("group.consumer.heartbeat.interval.ms", "1000"),
                Map.entry("num.network.threads", "2"),
                Map.entry("num.io.threads", "4"),
                Map.entry("log.cleaner.dedupe.buffer.size", "16777216"),
                // Compaction leaves processors and disk to those who share the machine.
                Map.entry("log.cleaner.io.max.bytes.per.second", "134217728"));
    }

    /// Makes the topics of [TopicList] that a broker does not have, for a single node.
    public static void createMissingTopics(String bootstrapServers) throws IOException {
        Map<String, Object> config = Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        try (Admin admin = Admin.create(config)) {
            Set<String> there = admin.listTopics().names().get();
            admin.createTopics(TopicList.load().local().stream()
                            .filter(topic -> !there.contains(topic.name()))
                            .toList())
                    .all()
                    .get();
        } catch (ExecutionException e) {
            throw new IOException("the topics could not be made", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the topics were made", e);
        }
    }
}
