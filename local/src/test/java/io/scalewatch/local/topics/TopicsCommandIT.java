package io.scalewatch.local.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.scalewatch.contracts.topic.TopicList;
import io.scalewatch.contracts.topic.Topics;
import io.scalewatch.embedded.FreePort;
import io.scalewatch.embedded.test.TestBroker;
import io.scalewatch.local.CommandException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class TopicsCommandIT {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final ConfigResource FITS = new ConfigResource(ConfigResource.Type.TOPIC, Topics.SCALING_FITS);

    @TempDir
    static Path folder;

    private static TestBroker kafka;

    @BeforeAll
    static void start() throws Exception {
        kafka = TestBroker.start(folder);
    }

    @AfterAll
    static void stop() {
        kafka.close();
    }

    private record Said(int status, String out, String err) {}

    @Test
    void makesWhatIsMissingAdjustsWhatDiffersAndRefusesOtherPartitions() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            admin.deleteTopics(List.of(Topics.SCALING_ALERTS)).all().get();
            admin.incrementalAlterConfigs(Map.of(
                            FITS,
                            List.of(new AlterConfigOp(
                                    new ConfigEntry(TopicConfig.CLEANUP_POLICY_CONFIG, "delete"),
                                    AlterConfigOp.OpType.SET))))
                    .all()
                    .get();
            await().atMost(LIMIT)
                    .until(() -> !admin.listTopics().names().get().contains(Topics.SCALING_ALERTS)
                            && policyOfFits(admin).equals("delete"));

            Said said = topics("--kafka", kafka.bootstrapServers());

            assertThat(said.out())
                    .contains("made       " + Topics.SCALING_ALERTS, "adjusted   " + Topics.SCALING_FITS)
                    .contains(TopicList.load().names().size() + " topics, 1 of them new");
            // The broker of a single machine has fewer partitions than a cluster.
            assertThat(said.err()).contains("the topic prompts has 12 partitions instead of 48");
            assertThat(said.status()).isEqualTo(1);
            await().atMost(LIMIT)
                    .until(() -> admin.listTopics().names().get().contains(Topics.SCALING_ALERTS)
                            && policyOfFits(admin).equals("compact"));
        }
    }

    @Test
    void declaresForAClusterThatTwoReplicasHoldWhatIsAcknowledged() {
        assertThat(TopicList.load().cluster(3, Optional.empty())).isNotEmpty().allSatisfy(topic -> {
            assertThat(topic.replicationFactor()).isEqualTo((short) 3);
            assertThat(topic.configs()).containsEntry("min.insync.replicas", "2");
        });
        assertThat(TopicList.load().cluster(1, Optional.empty()).stream().map(NewTopic::name))
                .isNotEmpty()
                .hasSameSizeAs(Set.copyOf(TopicList.load().names()));
    }

    @Test
    void keepsTextsNoLongerThanIsAskedFor() {
        Duration week = Duration.ofDays(7);
        assertThat(TopicList.load().cluster(1, Optional.of(week)))
                .filteredOn(topic -> TopicList.load().texts().contains(topic.name()))
                .extracting(NewTopic::name)
                .contains(Topics.COMPLETIONS, Topics.PROMPTS, Topics.SCORES, Topics.deadLetters(Topics.COMPLETIONS));
        assertThat(TopicList.load().cluster(1, Optional.of(week))).allSatisfy(topic -> {
            boolean texts = TopicList.load().texts().contains(topic.name());
            String retention = topic.configs().get(TopicConfig.RETENTION_MS_CONFIG);
            assertThat(texts).isEqualTo(Long.toString(week.toMillis()).equals(retention));
        });
        assertThat(TopicList.load().cluster(1, Optional.of(Duration.ofDays(1_000))))
                .filteredOn(topic -> topic.name().equals(Topics.COMPLETIONS))
                .allSatisfy(topic -> assertThat(topic.configs())
                        .containsEntry(
                                TopicConfig.RETENTION_MS_CONFIG,
                                "" + Duration.ofDays(30).toMillis()));
    }

    @Test
    void refusesATimeThatIsTooShortOrNone() {
        for (String time : List.of("1m", "soon", "-7d")) {
            assertThat(topics("--keep-texts=" + time).err()).contains("--keep-texts");
        }
    }

    @Test
    void saysWhereNobodyAnswers() throws Exception {
        Said said = topics(
                "--kafka",
                "127.0.0.1:" + FreePort.find(),
                "--property",
                "default.api.timeout.ms=2000",
                "--property",
                "request.timeout.ms=1000");

        assertThat(said.status()).isEqualTo(1);
        assertThat(said.err()).contains("the topics of 127.0.0.1:", "can't be changed");
    }

    @Test
    void namesAnAddressThatIsNone() {
        Said said = topics("--kafka", "nowhere");

        assertThat(said.status()).isEqualTo(1);
        assertThat(said.err()).contains("the topics of nowhere can't be changed", "bootstrap.servers");
    }

    private static String policyOfFits(Admin admin) throws Exception {
        return admin.describeConfigs(List.of(FITS))
                .all()
                .get()
                .get(FITS)
                .get(TopicConfig.CLEANUP_POLICY_CONFIG)
                .value();
    }

    private static Said topics(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int status = new CommandLine(new TopicsCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .setExecutionExceptionHandler((exception, command, parsed) -> {
                    assertThat(exception).isInstanceOf(CommandException.class);
                    command.getErr().println(exception.getMessage());
                    return 1;
                })
                .execute(arguments);
        return new Said(status, out.toString(), err.toString());
    }
}
