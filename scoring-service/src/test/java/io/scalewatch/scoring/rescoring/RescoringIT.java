package io.scalewatch.scoring.rescoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.scalewatch.contracts.event.CompletionScored;
import io.scalewatch.contracts.event.OffsetRange;
import io.scalewatch.contracts.event.RescoringProgressed;
import io.scalewatch.contracts.event.RescoringRequested;
import io.scalewatch.embedded.test.TestStack;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The answers of a past run scored again, against a real broker.
class RescoringIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int PROMPTS = 200;

    private RescoringRig rig;
    private PastRun run;

    @BeforeEach
    void makeTopics() throws Exception {
        rig = RescoringRig.create(TestStack.shared().kafkaBootstrap());
        run = new PastRun(rig, PROMPTS);
        run.send();
    }

    @AfterEach
    void close() throws Exception {
        rig.close();
    }

    @Test
    void theFirstAnswerOfEachPromptIsScoredByTheNewSpecificationAndNothingElse() {
        List<OffsetRange> ranges = rig.everything();
        run.sendLater();
        RescoringRequested request = run.request(ranges);
        rig.request(request);
        rig.start("a");

        awaitDone(ranges);

        assertEveryAnswerOnce();
        assertThat(rig.scores()).allSatisfy(score -> {
            assertThat(score.rescoring()).contains(request.id());
            assertThat(score.costUsd()).as("spent once").isZero();
            assertThat(score.tokens()).isEmpty();
        });
    }

    @Test
    void instancesShareItAndOneThatIsStoppedIsGoneOnWith() throws Exception {
        List<OffsetRange> ranges = rig.everything();
        rig.request(run.request(ranges));
        RescoringRig.Running first = rig.start("a", 10, clients -> clients);
        rig.start("b", 10, clients -> clients);
        await().atMost(LIMIT).until(() -> rig.scores().size() >= 10);
        first.stop();

        awaitDone(ranges);

        assertEveryAnswerOnce();
    }

    @Test
    void aRequestThatIsDoneIsNotDoneAgainByTheNextStart() throws Exception {
        List<OffsetRange> ranges = rig.everything();
        rig.request(run.request(ranges));
        RescoringRig.Running first = rig.start("a");
        awaitDone(ranges);
        first.stop();
        PastRun another = new PastRun(rig, 5);
        another.send();
        List<OffsetRange> more = rig.everything();

        rig.start("a");
        rig.request(another.request(more));

        // The second request is carried out behind the first.
        awaitDone(more);
        assertThat(rig.scores()).hasSize(PROMPTS + 5);
    }

    @Test
    void whatRetentionHasTakenIsGoneAndTheRestIsScored() throws Exception {
        List<OffsetRange> ranges = rig.everything();
        OffsetRange all = ranges.get(0);
        OffsetRange half = ranges.get(1);
        rig.forget(all.partition(), all.end());
        rig.forget(half.partition(), half.end() / 2);
        rig.request(run.request(ranges));
        rig.start("a");

        awaitDone(ranges);

        assertThat(rig.indices()).doesNotHaveDuplicates().hasSizeBetween(PROMPTS / 4, PROMPTS * 3 / 4);
        assertThat(rig.progress().get(all.partition()).scored()).isZero();
        assertThat(rig.progress().get(half.partition()).scored()).isPositive();
    }

    private void awaitDone(List<OffsetRange> ranges) {
        await().atMost(LIMIT).until(() -> rig.isDone(ranges));
    }

    private void assertEveryAnswerOnce() {
        List<CompletionScored> scores = rig.scores();
        assertThat(scores)
                .extracting(score -> score.id().index())
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.range(0, PROMPTS).boxed().toList());
        assertThat(scores).allSatisfy(score -> {
            assertThat(score.scoringVersion()).isEqualTo(PastRun.VERSION);
            assertThat(score.label()).contains(run.expected(score.id().index()));
        });
        assertThat(rig.progress().values().stream()
                        .mapToLong(RescoringProgressed::scored)
                        .sum())
                .isEqualTo(PROMPTS);
    }
}
