package io.scalewatch.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.scalewatch.contracts.event.ModelVersion;
import io.scalewatch.contracts.event.Names;
import io.scalewatch.contracts.event.PromptId;
import io.scalewatch.contracts.event.SeriesKey;
import io.scalewatch.contracts.topic.PromptPartition;
import io.scalewatch.contracts.topic.TopicList;
import io.scalewatch.contracts.topic.Topics;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;

class ContractsTest {

    @Test
    void everyTopicThatIsNamedIsDeclared() throws Exception {
        List<String> named = new ArrayList<>();
        for (Field field : Topics.class.getDeclaredFields()) {
            if (field.getType() == String.class) {
                named.add((String) field.get(null));
            }
        }

        assertThat(TopicList.load().names()).containsAll(named);
        assertThat(TopicList.load().names().stream().filter(name -> !name.endsWith(".dlq")))
                .containsExactlyInAnyOrderElementsOf(named);
        assertThat(TopicList.load().names()).contains(Topics.deadLetters(Topics.COMPLETIONS));
    }

    @Test
    void promptsAndCompletionsHaveTheSamePartitions() {
        List<NewTopic> local = TopicList.load().local();

        assertThat(partitions(local, Topics.PROMPTS)).isEqualTo(partitions(local, Topics.COMPLETIONS));
        assertThat(partitions(local, Topics.ANALYSIS_EVIDENCE)).isEqualTo(1);
    }

    @Test
    void namesSurviveTheirText() {
        PromptId id = new PromptId(UUID.randomUUID(), 123_456_789_012L, 2);
        SeriesKey series = new SeriesKey("aurora", "memo-trap", "0123456789ab", "baseline", "1");

        assertThat(PromptId.parse(id.toString())).isEqualTo(id);
        assertThat(SeriesKey.parse(series.toString())).isEqualTo(series);
        assertThatThrownBy(() -> PromptId.parse("no id")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SeriesKey.parse("a/b")).isInstanceOf(IllegalArgumentException.class);
        assertThat(Names.isName("few-shot(3)")).isTrue();
        assertThat(Names.isName("a/b")).isFalse();
        assertThat(Names.isModelName("openai/gpt-4o")).isTrue();
        assertThat(Names.isName("")).isFalse();
    }

    /// 12 partitions, 24,000 prompts: a chi-square statistic with 11 degrees of freedom passes 31.3 once in
    /// 1,000 seeds.
    @Test
    void promptsSpreadEvenlyAndAttemptsStayTogether() {
        UUID run = new UUID(new SplittableRandom(7).nextLong(), 42);
        int[] counts = new int[12];
        for (int index = 0; index < 24_000; index++) {
            int partition = PromptPartition.of(new PromptId(run, index, 0), 12);
            assertThat(PromptPartition.of(new PromptId(run, index, 3), 12)).isEqualTo(partition);
            counts[partition]++;
        }

        double chiSquare = 0;
        for (int count : counts) {
            chiSquare += (count - 2000.0) * (count - 2000.0) / 2000.0;
        }
        assertThat(chiSquare).isLessThan(31.3);
    }

    @Test
    void sizesMustBePositive() {
        assertThatThrownBy(() -> new ModelVersion("f", "m", "v", 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("parameters must be positive");
        assertThat(new ModelVersion("f", "m", "v", 1_000_000_000L).log10Parameters())
                .isEqualTo(9.0);
    }

    private static int partitions(List<NewTopic> topics, String name) {
        return topics.stream()
                .filter(t -> t.name().equals(name))
                .findFirst()
                .orElseThrow()
                .numPartitions();
    }
}
