package io.scalewatch.scoring.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.scalewatch.contracts.codec.Codecs;
import io.scalewatch.contracts.codec.Json;
import io.scalewatch.contracts.event.CompletionScored;
import io.scalewatch.contracts.event.Label;
import io.scalewatch.contracts.event.PromptCompleted;
import io.scalewatch.contracts.event.RecordPlace;
import io.scalewatch.scoring.Completions;
import io.scalewatch.scoring.labelling.CompletionScorer;
import io.scalewatch.tracing.PromptSpan;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

/// What is written for what a judge says.
class CompletionRecordsTest {

    private static final int PARTITION = 3;
    private static final long OFFSET = 4_711;

    private final Completions completions = new Completions();
    private final BatchTally tally = new BatchTally();
    private final CompletionRecords records =
            new CompletionRecords(ScoringTopics.STANDARD, new CompletionScorer(), Clock.systemUTC());

    @Test
    void aVerdictIsTwoScoresEachInThePartitionOfItsOwnModel() throws Exception {
        List<ProducerRecord<byte[], byte[]>> written = answerTo(completions.judged(4, "VERDICT: CORRECT"));
        assertThat(written).extracting(ProducerRecord::topic).containsOnly("scores");
        assertThat(written)
                .extracting(record -> new String(record.key()))
                .containsExactly("judges/distractor-arithmetic", "family-1/distractor-arithmetic");
        CompletionScored folded = Codecs.COMPLETION_SCORED.decode(
                written.get(1).headers(), written.get(1).value());
        assertThat(folded.label()).contains(Label.CORRECT);
        assertThat(folded.id().runId()).isEqualTo(Completions.JUDGED_RUN);
    }

    @Test
    void everyScoreSaysWhereTheTextStandsThatWasScored() throws Exception {
        for (PromptCompleted completed :
                List.of(completions.judged(4, "VERDICT: CORRECT"), completions.judged(5, "Hm."))) {
            for (ProducerRecord<byte[], byte[]> record : answerTo(completed)) {
                CompletionScored score = Codecs.COMPLETION_SCORED.decode(record.headers(), record.value());
                assertThat(score.completion()).contains(new RecordPlace(PARTITION, OFFSET));
            }
        }
    }

    @Test
    void theCompletionCountsOnceAndItsVerdictApart() {
        answerTo(completions.judged(4, "VERDICT: CORRECT"));
        answerTo(completions.judged(5, "Hm."));
        assertThat(tally.records()).isEqualTo(2);
        assertThat(tally.verdicts()).isEqualTo(Map.of("CORRECT", 1, "NONE", 1));
    }

    @Test
    void oneThatComesTwiceIsScoredTheSameTwice() throws Exception {
        PromptCompleted completed = completions.judged(4, "VERDICT: CORRECT");
        for (List<ProducerRecord<byte[], byte[]>> written : List.of(answerTo(completed), answerTo(completed))) {
            assertThat(written).hasSize(2);
            for (ProducerRecord<byte[], byte[]> record : written) {
                CompletionScored score = Codecs.COMPLETION_SCORED.decode(record.headers(), record.value());
                assertThat(score.label()).contains(Label.CORRECT);
            }
        }
    }

    @Test
    void aJudgeWhoseParentCannotBeReadGoesToTheDeadLettersAlone() throws Exception {
        PromptCompleted completed = completions.judged(4, "VERDICT: CORRECT");
        ObjectNode event = (ObjectNode) Json.mapper().readTree(Codecs.PROMPT_COMPLETED.encode(completed));
        ((ObjectNode) event.at("/prompt/parent")).remove("trial");
        List<ProducerRecord<byte[], byte[]>> written =
                answerTo(completed, Json.mapper().writeValueAsBytes(event));
        assertThat(written).extracting(ProducerRecord::topic).containsExactly("completions.dlq");
        assertThat(tally.deadLetters()).isEqualTo(1);
        assertThat(tally.verdicts()).isEmpty();
    }

    private List<ProducerRecord<byte[], byte[]>> answerTo(PromptCompleted completed) {
        return answerTo(completed, Codecs.PROMPT_COMPLETED.encode(completed));
    }

    private List<ProducerRecord<byte[], byte[]>> answerTo(PromptCompleted completed, byte[] value) {
        return records.answerTo(
                new ConsumerRecord<>(
                        "completions",
                        PARTITION,
                        OFFSET,
                        0,
                        TimestampType.LOG_APPEND_TIME,
                        0,
                        value.length,
                        null,
                        value,
                        Codecs.PROMPT_COMPLETED.headers(completed, "/test"),
                        Optional.empty()),
                tally,
                PromptSpan.NONE);
    }
}
