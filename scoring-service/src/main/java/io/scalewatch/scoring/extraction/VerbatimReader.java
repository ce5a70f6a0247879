package io.scalewatch.scoring.extraction;

import io.scalewatch.contracts.event.Span;
import java.util.List;
import java.util.Optional;

/// Finds a text that is to be repeated as it is, typos and case included. An `ANSWER:` line decides alone.
final class VerbatimReader {

    private final List<String> known;

    /// @param known the texts that the sample speaks of
    VerbatimReader(List<String> known) {
        this.known = known;
    }

    Extraction read(Words words, boolean truncated) {
        String text = words.text();
        List<VerbatimCandidates.Candidate> candidates = VerbatimCandidates.of(text);
        Optional<Extraction> repeated = repeated(text, candidates);
        if (repeated.isPresent()) {
            return repeated.get();
        }
        if (truncated) {
            return new Extraction.Nothing(Extraction.Why.TRUNCATED);
        }
        return Refusals.find(words).<Extraction>map(Extraction.Refused::new).orElseGet(() -> {
            VerbatimCandidates.Candidate whole = candidates.getFirst();
            return new Extraction.Found(
                    text.substring(whole.from(), whole.to()), new Span(whole.from(), whole.to()), whole.rule());
        });
    }

    /// The text that is one of the known ones, where there is one.
    Optional<Extraction> repeated(String text) {
        return repeated(text, VerbatimCandidates.of(text));
    }

    private Optional<Extraction> repeated(String text, List<VerbatimCandidates.Candidate> candidates) {
        List<String> folded =
                known.stream().map(answer -> Folding.fold(answer).strip()).toList();
        for (VerbatimCandidates.Candidate candidate : candidates) {
            for (int i = 0; i < folded.size(); i++) {
                if (candidate.is(text, folded.get(i))) {
                    return Optional.of(new Extraction.Found(
                            known.get(i), new Span(candidate.from(), candidate.to()), candidate.rule()));
                }
            }
        }
        return Optional.empty();
    }
}
