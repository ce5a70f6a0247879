package io.scalewatch.scoring.labelling;

import static org.assertj.core.api.Assertions.assertThat;

import io.scalewatch.contracts.event.CompletionScored;
import io.scalewatch.contracts.event.GenerationParameters;
import io.scalewatch.contracts.event.PromptCompleted;
import io.scalewatch.contracts.event.PromptIssued;
import io.scalewatch.contracts.event.ReasoningEffort;
import io.scalewatch.contracts.event.ServedBy;
import io.scalewatch.scoring.Completions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ServedTest {

    private static final GenerationParameters SEEDED = new GenerationParameters(512, 0.5, Optional.of(1L));
    private static final GenerationParameters SEEDED_OTHERWISE = new GenerationParameters(512, 0.5, Optional.of(2L));
    private static final GenerationParameters SHORTER = new GenerationParameters(16, 0.5, Optional.of(1L));

    @Test
    void aScoreTellsWhatItsAnswerCameFrom() {
        ServedBy served = scored(SEEDED).served().orElseThrow();

        assertThat(served.model()).contains("large-1");
        assertThat(served.fingerprint()).contains("fp_1");
        assertThat(served.parameters()).isPresent();
    }

    @Test
    void howItWasAskedForIsTheSameWhateverTheSeed() {
        Optional<String> parameters = scored(SEEDED).served().orElseThrow().parameters();

        assertThat(scored(SEEDED_OTHERWISE).served().orElseThrow().parameters()).isEqualTo(parameters);
        assertThat(scored(SHORTER).served().orElseThrow().parameters()).isNotEqualTo(parameters);
    }

    @Test
    void stopsAreToldApartWhateverTheyContain() {
        assertThat(parameters(List.of("a, b"), Optional.empty()))
                .isNotEqualTo(parameters(List.of("a", "b"), Optional.empty()));
        assertThat(parameters(List.of("a"), Optional.empty()))
                .isNotEqualTo(parameters(List.of(), Optional.empty()))
                .isNotEqualTo(parameters(List.of("a"), Optional.of(ReasoningEffort.LOW)));
    }

    /// Held: another one after an upgrade would end the comparison of all versions with what they answered
    /// before.
    @Test
    void howItWasAskedForIsTheSameInEveryRelease() {
        assertThat(scored(SEEDED).served().orElseThrow().parameters()).contains("167143bc");
        assertThat(parameters(List.of("a", "b"), Optional.of(ReasoningEffort.LOW)))
                .contains("e59beef2");
    }

    @Test
    void aScoreTellsTheBudgetOfItsAnswersReasoning() {
        GenerationParameters budgeted = new GenerationParameters(
                512, 0.5, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(128));

        assertThat(scored(budgeted).served().orElseThrow().reasoningBudget()).contains(128);
        assertThat(scored(SEEDED).served().orElseThrow().reasoningBudget()).isEmpty();
    }

    private static Optional<String> parameters(List<String> stop, Optional<ReasoningEffort> effort) {
        GenerationParameters generation = new GenerationParameters(
                512, 0.5, Optional.empty(), Optional.of(0.9), Optional.of(stop), effort, Optional.of(128));
        return scored(generation).served().orElseThrow().parameters();
    }

    private static CompletionScored scored(GenerationParameters generation) {
        PromptCompleted completed = new Completions().answered(1, "7");
        PromptIssued prompt = completed.prompt();
        PromptIssued asked = new PromptIssued(
                prompt.id(),
                prompt.model(),
                prompt.trial(),
                prompt.messages(),
                generation,
                prompt.answer(),
                prompt.endpoint(),
                prompt.servedModel(),
                prompt.issuedAt());
        PromptCompleted served = new PromptCompleted(
                asked,
                completed.text(),
                completed.failure(),
                completed.finishReason(),
                completed.tokens(),
                completed.costUsd(),
                completed.callLatencyMillis(),
                completed.tries(),
                Optional.of("large-1"),
                Optional.of("fp_1"),
                completed.classLogProbabilities(),
                completed.completedAt());
        return new CompletionScorer().score(served, Instant.EPOCH);
    }
}
