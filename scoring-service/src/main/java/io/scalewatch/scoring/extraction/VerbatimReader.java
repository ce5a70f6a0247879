package io.scalewatch.scoring.extraction;

import io.scalewatch.contracts.event.Span;
import java.util.List;

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
        List<String> folded =
                known.stream().map(answer -> Folding.fold(answer).strip()).toList();
        for (VerbatimCandidates.Candidate candidate : candidates) {
            for (int i = 0; i < folded.size(); i++) {
                if (candidate.is(text, folded.get(i))) {
                    return new Extraction.Found(
                            known.get(i), new Span(candidate.from(), candidate.to()), candidate.rule());
                }
            }
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
}
