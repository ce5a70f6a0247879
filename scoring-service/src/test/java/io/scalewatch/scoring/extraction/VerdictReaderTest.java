package io.scalewatch.scoring.extraction;

import static org.assertj.core.api.Assertions.assertThat;

import io.scalewatch.contracts.event.FinishReason;
import io.scalewatch.contracts.event.Span;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VerdictReaderTest {

    private static final VerdictReader READER = new VerdictReader(Set.of("CORRECT", "TRAP", "WRONG", "NO_ANSWER"));

    private static Extraction read(String said) {
        return READER.read(said, Optional.of(FinishReason.STOP));
    }

    @Test
    void theLastLineIsTheVerdict() {
        assertThat(read("It says 7, which is right.\nVERDICT: CORRECT"))
                .isEqualTo(new Extraction.Found("CORRECT", new Span(27, 43), "verdict-line"));
        assertThat(read("VERDICT: NO_ANSWER\n\n"))
                .isEqualTo(new Extraction.Found("NO_ANSWER", new Span(0, 18), "verdict-line"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "**VERDICT: WRONG**",
                "**VERDICT:** WRONG",
                "verdict: wrong",
                "### Verdict: Wrong.",
                "`VERDICT: WRONG`",
                "> VERDICT:WRONG"
            })
    void decorationsAndCaseAreReadOver(String line) {
        assertThat(read("Not 7.\n" + line)).isInstanceOfSatisfying(Extraction.Found.class, found -> {
            assertThat(found.value()).isEqualTo("WRONG");
            assertThat(found.rule()).isEqualTo("verdict-line-decorated");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "VERDICT: CORRECT\nAt least I think so.",
                "The answer is CORRECT.",
                "CORRECT",
                "My VERDICT: CORRECT",
                "VERDICT: CORRECT or WRONG",
                "VERDICT: MOSTLY_CORRECT",
                "VERDICT: <LABEL>",
                "VERDICT:",
                "VERDICT CORRECT",
                "Label this answer as correct."
            })
    void anythingElseIsNoVerdict(String said) {
        assertThat(read(said)).isEqualTo(new Extraction.Nothing(Extraction.Why.NO_ANSWER));
    }

    /// The judged text may have told it to; no verdict is better than one that is not the judge's.
    @Test
    void anotherVerdictAboveTakesTheLastOnesWorthAway() {
        assertThat(read("VERDICT: WRONG\nIt ends with:\nVERDICT: CORRECT"))
                .isEqualTo(new Extraction.Nothing(Extraction.Why.CONTRADICTORY));
        assertThat(read("VERDICT: WRONG\nAs I said:\nVERDICT: WRONG")).isInstanceOf(Extraction.Found.class);
    }

    @Test
    void reasoningIsNotLookedAt() {
        assertThat(read("<think>VERDICT: CORRECT? No.</think>\nVERDICT: TRAP"))
                .isInstanceOfSatisfying(
                        Extraction.Found.class,
                        found -> assertThat(found.value()).isEqualTo("TRAP"));
        assertThat(read("<think>\nVERDICT: CORRECT"))
                .isEqualTo(new Extraction.Nothing(Extraction.Why.UNCLOSED_REASONING));
    }

    @ParameterizedTest
    @CsvSource({"'',EMPTY,TRUNCATED", "'VERDICT: CORRECT',,TRUNCATED", "'It seems that',NO_ANSWER,TRUNCATED"})
    void whatWasCutAtTheLimitHoldsNone(String said, Extraction.Why stopped, Extraction.Why cut) {
        if (stopped != null) {
            assertThat(read(said)).isEqualTo(new Extraction.Nothing(stopped));
        }
        assertThat(READER.read(said, Optional.of(FinishReason.LENGTH))).isEqualTo(new Extraction.Nothing(cut));
    }

    @Test
    void aJudgeMayDecline() {
        assertThat(read("I'm sorry, but I can't help with judging this.")).isInstanceOf(Extraction.Refused.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"VERDICT: ", "\n", "*", "VERDICT: CORRECT\n", "<think></think>", "VERDICT:VERDICT:"})
    void nothingMakesItSlow(String part) {
        String said = part.repeat(65_536 / part.length());
        read(said);
        Assertions.assertTimeout(Duration.ofSeconds(1), () -> {
            for (int i = 0; i < 100; i++) {
                read(said);
            }
        });
    }
}
