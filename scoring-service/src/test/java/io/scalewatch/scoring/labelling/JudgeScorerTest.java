package io.scalewatch.scoring.labelling;

import static org.assertj.core.api.Assertions.assertThat;

import io.scalewatch.contracts.event.CompletionScored;
import io.scalewatch.contracts.event.FailureKind;
import io.scalewatch.contracts.event.JudgedBy;
import io.scalewatch.contracts.event.Label;
import io.scalewatch.contracts.event.Names;
import io.scalewatch.contracts.event.PromptCompleted;
import io.scalewatch.contracts.event.PromptId;
import io.scalewatch.contracts.event.RunKind;
import io.scalewatch.scoring.Completions;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JudgeScorerTest {

    private static final Instant NOW = Instant.parse("2026-11-22T11:00:00Z");

    private final Completions completions = new Completions();
    private final JudgeScorer scorer = new JudgeScorer();

    private JudgeScorer.Scores score(PromptCompleted completed) {
        return scorer.score(completed, completed.prompt().parent().orElseThrow(), NOW);
    }

    @Test
    void aVerdictIsFoldedIntoTheAnswerThatWasJudged() {
        PromptCompleted completed = completions.judged(5, "It fell for the 62.\nVERDICT: DISTRACTOR");
        CompletionScored folded = score(completed).folded();
        assertThat(folded.id()).isEqualTo(new PromptId(Completions.JUDGED_RUN, 5, 0));
        assertThat(folded.model().model()).isEqualTo("model-5");
        assertThat(folded.trial().runKind()).isEmpty();
        assertThat(folded.label()).contains(Label.DISTRACTOR);
        assertThat(folded.judge())
                .contains(new JudgedBy(completed.prompt().id(), "acme/judge-70b", "v2", "correctness-1"));
        assertThat(folded.scoringVersion()).startsWith("3-judge:acme:judge-70b@v2:correctness-1-");
        assertThat(folded.rule()).contains("verdict-line");
        assertThat(folded.costUsd()).isZero();
        assertThat(folded.tokens()).isEmpty();
    }

    @Test
    void theJudgesOwnScoreHasWhatItCostAndSaysThatItIsNoAnswer() {
        PromptCompleted completed = completions.judged(5, "VERDICT: CORRECT");
        CompletionScored own = score(completed).own();
        assertThat(own.id()).isEqualTo(completed.prompt().id());
        assertThat(own.model()).isEqualTo(Completions.JUDGE);
        assertThat(own.trial().runKind()).contains(RunKind.JUDGE);
        assertThat(own.label()).contains(Label.CORRECT);
        assertThat(own.judge()).isEmpty();
        assertThat(own.costUsd()).isEqualTo(0.001);
        assertThat(own.tokens()).isPresent();
        assertThat(own.callLatencyMillis()).isEqualTo(120);
    }

    @ParameterizedTest
    @CsvSource({
        "'',empty",
        "I think that it is fine.,no-answer",
        "I cannot help with that.,declined",
        "'VERDICT: WRONG\nVERDICT: CORRECT',contradictory"
    })
    void withoutAVerdictNeitherIsLabelled(String said, String why) {
        JudgeScorer.Scores scores = score(completions.judged(1, said));
        for (CompletionScored score : scores.all()) {
            assertThat(score.label()).isEmpty();
            assertThat(score.failure().orElseThrow().kind()).isEqualTo(FailureKind.NO_VERDICT);
            assertThat(score.failure().orElseThrow().message()).endsWith(why);
        }
        assertThat(scores.own().tokens()).isPresent();
    }

    @Test
    void aFailedCallIsItsOwnFailureAndNoVerdictOnTheAnswer() {
        JudgeScorer.Scores scores = score(completions.judgeFailed(1));
        assertThat(scores.own().failure().orElseThrow().kind()).isEqualTo(FailureKind.TIMEOUT);
        assertThat(scores.folded().failure().orElseThrow().kind()).isEqualTo(FailureKind.NO_VERDICT);
        assertThat(scores.folded().id().runId()).isEqualTo(Completions.JUDGED_RUN);
    }

    @Test
    void anAnswerThatTheJudgeFoundNoneInIsUnparsed() {
        CompletionScored folded =
                score(completions.judged(1, "VERDICT: NO_ANSWER")).folded();
        assertThat(folded.label()).contains(Label.UNPARSED);
        assertThat(folded.why()).contains("no-answer");
    }

    @Test
    void scoringVersionsAreNamesAndTellJudgesApart() {
        PromptId prompt = new PromptId(new UUID(1, 1), 0, 0);
        String plain = JudgedVersion.of("3", new JudgedBy(prompt, "judge-7b", "v1", "correctness-1"));
        assertThat(plain).isEqualTo("3-judge:judge-7b@v1:correctness-1");
        String slash = JudgedVersion.of("3", new JudgedBy(prompt, "a/b", "v1", "correctness-1"));
        String colon = JudgedVersion.of("3", new JudgedBy(prompt, "a:b", "v1", "correctness-1"));
        String longer = JudgedVersion.of("3", new JudgedBy(prompt, "m".repeat(100), "v1", "correctness-1"));
        String longest = JudgedVersion.of("3", new JudgedBy(prompt, "m".repeat(100), "v2", "correctness-1"));
        assertThat(Optional.of(slash))
                .hasValueSatisfying(name -> assertThat(Names.isName(name)).isTrue());
        assertThat(slash).isNotEqualTo(colon);
        assertThat(Names.isName(longer) && Names.isName(longest)).isTrue();
        assertThat(longer).isNotEqualTo(longest);
    }
}
