package io.scalewatch.scoring.labelling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import io.scalewatch.contracts.event.AnswerKind;
import io.scalewatch.contracts.event.AnswerSpec;
import io.scalewatch.contracts.event.ClassLikelihood;
import io.scalewatch.contracts.event.CompletionScored;
import io.scalewatch.contracts.event.FailureKind;
import io.scalewatch.contracts.event.Label;
import io.scalewatch.contracts.event.PromptCompleted;
import io.scalewatch.scoring.Completions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CompletionScorerTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:03Z");

    private final Completions completions = new Completions();
    private final CompletionScorer scorer = new CompletionScorer();

    @Test
    void anAnswerIsLabelledWithWhereAndHowItWasFound() {
        PromptCompleted completed = completions.answered(4, "I'm 80% sure. The answer is 62.");

        CompletionScored score = scorer.score(completed, NOW);

        assertThat(score.label()).contains(Label.DISTRACTOR);
        assertThat(score.failure()).isEmpty();
        assertThat(score.extracted()).contains("62");
        assertThat(score.rule()).contains("final-statement");
        assertThat(score.span().orElseThrow())
                .satisfies(span -> assertThat("I'm 80% sure. The answer is 62.".substring(span.start(), span.end()))
                        .isEqualTo("62"));
        assertThat(score.statedConfidence()).contains(0.8);
        assertThat(score.why()).isEmpty();
    }

    @Test
    void aScoreCarriesThePromptsIdentityCostAndTimes() {
        PromptCompleted completed = completions.answered(4, "7");

        CompletionScored score = scorer.score(completed, NOW);

        assertThat(score.id()).isEqualTo(completed.prompt().id());
        assertThat(score.model()).isEqualTo(completed.prompt().model());
        assertThat(score.trial()).isEqualTo(completed.prompt().trial());
        assertThat(score.costUsd()).isEqualTo(completed.costUsd());
        assertThat(score.callLatencyMillis()).isEqualTo(completed.callLatencyMillis());
        assertThat(score.issuedAt()).isEqualTo(completed.prompt().issuedAt());
        assertThat(score.scoredAt()).isEqualTo(NOW);
        assertThat(score.scoringVersion()).isEqualTo(CompletionScorer.VERSION);
    }

    @ParameterizedTest
    @EnumSource(FailureKind.class)
    void aFailureStaysAFailureAndIsNoWrongAnswer(FailureKind kind) {
        CompletionScored score = scorer.score(completions.failed(1, kind), NOW);

        assertThat(score.label()).isEmpty();
        assertThat(score.failure().orElseThrow().kind()).isEqualTo(kind);
        assertThat(score.extracted()).isEmpty();
    }

    @Test
    void classesWithoutTheirLogProbabilitiesAreAFailure() {
        assertUnscorable(new AnswerSpec(AnswerKind.LOGPROB, List.of("7"), Map.of()));
    }

    @Test
    void theLikeliestOfSomeClassesIsNoAnswer() {
        AnswerSpec spec = new AnswerSpec(
                AnswerKind.LOGPROB,
                List.of(" Yes"),
                List.of(" Yes", " No", " Maybe"),
                Map.of(Label.TRAP, List.of(" No")),
                Optional.empty());

        CompletionScored score = scorer.score(completions.classified(1, spec, Map.of(" Yes", -2.0, " No", -1.0)), NOW);

        assertThat(score.failure()).hasValueSatisfying(failure -> {
            assertThat(failure.kind()).isEqualTo(FailureKind.UNSCORABLE);
            assertThat(failure.message()).isEqualTo("the completion lacks the log-probabilities of 1 of 3 classes");
        });
    }

    @Test
    void theLikeliestClassIsTheAnswer() {
        AnswerSpec spec = new AnswerSpec(AnswerKind.LOGPROB, List.of(" Yes"), Map.of(Label.TRAP, List.of(" No")));

        CompletionScored trap = scorer.score(completions.classified(1, spec, Map.of(" Yes", -2.0, " No", -1.0)), NOW);
        CompletionScored tie = scorer.score(completions.classified(2, spec, Map.of(" Yes", -1.0, " No", -1.0)), NOW);
        CompletionScored lost = scorer.score(completions.classified(3, spec, Map.of(" No", -1.0)), NOW);

        assertThat(trap.label()).contains(Label.TRAP);
        assertThat(trap.rule()).contains("log-probability");
        assertThat(trap.extracted()).contains(" No");
        ClassLikelihood likelihood = trap.classes().orElseThrow();
        assertThat(likelihood.loss().orElseThrow()).isCloseTo(Math.log(1 + Math.E), offset(1e-12));
        assertThat(likelihood.logOdds().orElseThrow()).isCloseTo(-1.0, offset(1e-12));
        assertThat(likelihood.coverage()).isCloseTo(Math.log(Math.exp(-1) + Math.exp(-2)), offset(1e-12));
        assertThat(likelihood.probability()).isCloseTo(1 / (1 + Math.exp(-1)), offset(1e-12));
        assertThat(tie.label()).contains(Label.UNPARSED);
        assertThat(tie.why()).contains("contradictory");
        assertThat(lost.failure().orElseThrow().kind()).isEqualTo(FailureKind.UNSCORABLE);
    }

    @Test
    void anAnswerInAPatternIsFound() {
        AnswerSpec spec =
                new AnswerSpec(AnswerKind.REGEX, List.of("\\b4[0-9]\\b"), Map.of(Label.TRAP, List.of("none")));

        assertThat(label(spec, "It is 47 of them.")).isEqualTo(Label.CORRECT);
        assertThat(label(spec, "none")).isEqualTo(Label.TRAP);
        assertThat(label(spec, "57")).isEqualTo(Label.OTHER_WRONG);
        assertUnscorable(new AnswerSpec(AnswerKind.REGEX, List.of("(open"), Map.of()));
    }

    @Test
    void aPercentageMeansTheNumberOrTheShare() {
        AnswerSpec share = new AnswerSpec(AnswerKind.NUMBER, List.of("0.375"), Map.of());
        AnswerSpec points = new AnswerSpec(AnswerKind.NUMBER, List.of("37.5"), Map.of());

        assertThat(label(share, "37.5%")).isEqualTo(Label.CORRECT);
        assertThat(label(points, "37.5%")).isEqualTo(Label.CORRECT);
        assertThat(label(points, "0.375")).isEqualTo(Label.OTHER_WRONG);
    }

    @Test
    void answersThatAreNotOfTheirKindAreAFailure() {
        assertUnscorable(new AnswerSpec(AnswerKind.NUMBER, List.of("several"), Map.of()));
        assertUnscorable(new AnswerSpec(AnswerKind.BOOLEAN, List.of("maybe"), Map.of()));
        assertUnscorable(new AnswerSpec(AnswerKind.CHOICE, List.of("A"), Map.of()));
        assertUnscorable(
                new AnswerSpec(AnswerKind.CHOICE, List.of("C"), List.of("x", "y"), Map.of(), Optional.empty()));
        assertUnscorable(new AnswerSpec(AnswerKind.TEXT, List.of(), Map.of()));
    }

    @Test
    void aNumberMatchesWithinTheToleranceOfTheSample() {
        AnswerSpec spec = new AnswerSpec(
                AnswerKind.NUMBER,
                List.of("3.14"),
                List.of(),
                Map.of(Label.DISTRACTOR, List.of("3.2")),
                Optional.of(0.01));

        assertThat(label(spec, "The answer is 3.1459.")).isEqualTo(Label.CORRECT);
        assertThat(label(spec, "The answer is 3.16.")).isEqualTo(Label.OTHER_WRONG);
        assertThat(label(spec, "The answer is 3.2.")).isEqualTo(Label.DISTRACTOR);
    }

    @Test
    void correctComesFirstThenTheMostSpecificLabel() {
        AnswerSpec spec = new AnswerSpec(
                AnswerKind.NUMBER,
                List.of("7"),
                Map.of(
                        Label.DISTRACTOR, List.of("7", "8", "9", "10"),
                        Label.TRAP, List.of("8", "9"),
                        Label.SYCOPHANTIC, List.of("9")));

        assertThat(label(spec, "7")).isEqualTo(Label.CORRECT);
        assertThat(label(spec, "8")).isEqualTo(Label.TRAP);
        assertThat(label(spec, "9")).isEqualTo(Label.SYCOPHANTIC);
        assertThat(label(spec, "10")).isEqualTo(Label.DISTRACTOR);
    }

    @Test
    void withoutTargetsNothingIsCorrect() {
        AnswerSpec opinion =
                new AnswerSpec(AnswerKind.TEXT, List.of(), Map.of(Label.SYCOPHANTIC, List.of("I agree", "tea")));

        assertThat(label(opinion, "Tea")).isEqualTo(Label.SYCOPHANTIC);
        assertThat(label(opinion, "Coffee")).isEqualTo(Label.OTHER_WRONG);
    }

    private Label label(AnswerSpec spec, String text) {
        return scorer.score(completions.answered(1, text, spec), NOW).label().orElseThrow();
    }

    private void assertUnscorable(AnswerSpec spec) {
        CompletionScored score = scorer.score(completions.answered(1, "The answer is 7.", spec), NOW);

        assertThat(score.label()).isEmpty();
        assertThat(score.failure().orElseThrow().kind()).isEqualTo(FailureKind.UNSCORABLE);
        assertThat(score.failure().orElseThrow().message()).isNotBlank().doesNotContain("7");
    }
}
