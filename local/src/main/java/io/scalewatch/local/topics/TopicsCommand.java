package io.scalewatch.local.topics;

import io.scalewatch.contracts.topic.TopicList;
import io.scalewatch.local.CommandException;
import io.scalewatch.local.text.Times;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Brings a broker's topics to what the declarative list says.
@Command(
        name = "topics",
        description = "Makes the topics that a Kafka cluster does not have, and brings the settings of the others to"
                + " what this version declares. Can be repeated.",
        mixinStandardHelpOptions = true)
public final class TopicsCommand implements Callable<Integer> {

    /// What a service has not read within the time is lost to it.
    private static final Duration SHORTEST = Duration.ofHours(1);

    @Spec
    private CommandSpec command;

    @Option(
            names = "--kafka",
            paramLabel = "HOST:PORT",
            defaultValue = "127.0.0.1:8790",
            description = "The cluster (default: ${DEFAULT-VALUE}).")
    private String kafka;

    @Option(
            names = "--replicas",
            paramLabel = "N",
            defaultValue = "1",
            description = "Of each partition (default: ${DEFAULT-VALUE}); 3 on a cluster of three brokers or more.")
    private int replicas;

    @Option(
            names = "--keep-texts",
            paramLabel = "TIME",
            defaultValue = "${env:SCALEWATCH_KEEP_TEXTS:-}",
            description =
                    "Keep prompts, completions and scores no longer than this, for example 7d or 12h (default: the"
                            + " environment variable SCALEWATCH_KEEP_TEXTS, else as declared).")
    private String keepTexts = "";

    @Option(
            names = "--property",
            paramLabel = "NAME=VALUE",
            description = "A setting of Kafka's client, for example security.protocol=SASL_SSL; repeatable.")
    private Map<String, String> properties = Map.of();

    @Override
    public Integer call() throws InterruptedException {
        if (replicas < 1 || replicas > Short.MAX_VALUE) {
            throw new CommandException("--replicas takes a number of at least 1");
        }
        Optional<Duration> longest = Optional.of(keepTexts)
                .filter(text -> !text.isBlank())
                .map(
                        text -> Times.parse(text)
                                .filter(time -> time.compareTo(SHORTEST) >= 0)
                                .orElseThrow(
                                        () -> new CommandException(
                                                "--keep-texts, or SCALEWATCH_KEEP_TEXTS, takes a time of an hour or more, like 7d or 12h")));
        Properties config = new Properties();
        config.putAll(properties);
        config.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, kafka);
        try (Admin admin = Admin.create(config)) {
            return apply(new TopicChanges(admin), TopicList.load().cluster(replicas, longest));
        } catch (ExecutionException | KafkaException e) {
            // A wrong address or property: the client names it in the cause.
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new CommandException("the topics of " + kafka + " can't be changed: " + cause.getMessage());
        }
    }

    private int apply(TopicChanges changes, List<NewTopic> wanted) throws ExecutionException, InterruptedException {
        PrintWriter out = command.commandLine().getOut();
        Set<String> there = changes.names();
        List<NewTopic> missing =
                wanted.stream().filter(topic -> !there.contains(topic.name())).toList();
        List<NewTopic> old =
                wanted.stream().filter(topic -> there.contains(topic.name())).toList();
        changes.make(missing);
        missing.forEach(topic -> out.println("made       " + topic.name()));
        changes.adjust(old).forEach(name -> out.println("adjusted   " + name));
        List<String> differing = changes.differing(old);
        differing.forEach(difference -> command.commandLine().getErr().println("scalewatch: " + difference));
        out.printf("%d topics, %d of them new%n", wanted.size(), missing.size());
        return differing.isEmpty() ? 0 : 1;
    }
}
