package io.scalewatch.scoring.extraction;

import io.scalewatch.contracts.event.Span;
import io.scalewatch.scoring.extraction.Extraction.Found;
import io.scalewatch.scoring.extraction.Extraction.Nothing;
import io.scalewatch.scoring.extraction.Extraction.Refused;
import io.scalewatch.scoring.extraction.Extraction.Why;
import java.util.Optional;
import java.util.function.Supplier;

/// Asks the rules of a kind in their order, until one decides.
final class Search {

    private final Words words;
    private final boolean truncated;
    private final boolean correction;
    private final Optional<Span> refusal;
    private Optional<Extraction> decided = Optional.empty();
    private boolean contradictory;

    /// @param correction whether the text follows a correction: only rules that are sure of themselves are
    /// asked
    Search(Words words, boolean truncated, boolean correction) {
        this.words = words;
        this.truncated = truncated;
        this.correction = correction;
        this.refusal = Refusals.find(words);
    }

    Search decision(Supplier<FinalStatements.Decision> decide) {
        if (isOpen()) {
            FinalStatements.Decision decision = decide.get();
            rule(decision.rule(), decision::reading);
        }
        return this;
    }

    /// Asks a rule that holds for any text.
    Search rule(String name, Supplier<Reading> read) {
        if (isOpen()) {
            switch (read.get()) {
                case Reading.One one -> found(name, words.span(one.from(), one.to()), one.value());
                case Reading.Several several -> contradictory = true;
                case Reading.None none -> {}
            }
        }
        return this;
    }

    /// Asks a rule for what follows a correction alone.
    Search corrected(String name, Supplier<Reading> read) {
        return correction ? rule(name, read) : this;
    }

    /// Asks a rule for whole texts: a truncated one may still have come to another answer.
    Search complete(String name, Supplier<Reading> read) {
        return truncated ? this : rule(name, read);
    }

    /// Asks a rule for whole texts that is not sure enough to take back what was said before.
    Search weak(String name, Supplier<Reading> read) {
        return correction ? this : complete(name, read);
    }

    Search unlessRefused() {
        if (decided.isEmpty()) {
            decided = refusal.map(Refused::new);
        }
        return this;
    }

    Extraction end() {
        unlessRefused();
        return decided.orElseGet(
                () -> new Nothing(contradictory ? Why.CONTRADICTORY : truncated ? Why.TRUNCATED : Why.NO_ANSWER));
    }

    private boolean isOpen() {
        return decided.isEmpty() && !contradictory;
    }

    /// What stands in the sentence that declines is not an answer.
    private void found(String rule, Span span, String value) {
        boolean declined = refusal.filter(sentence -> sentence.start() <= span.start() && span.end() <= sentence.end())
                .isPresent();
        if (!declined) {
            decided = Optional.of(new Found(value, span, rule));
        }
    }
}
