package io.scalewatch.scoring.labelling;

import static org.assertj.core.api.Assertions.assertThat;

import io.scalewatch.contracts.event.AnswerSpec;
import io.scalewatch.contracts.event.FinishReason;
import io.scalewatch.contracts.event.Label;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple3;

/// What holds of every completion. Unlike [CompletionFuzzTest], which tries more, this one shrinks what it finds
/// to the shortest text that shows it.
class CompletionPropertyTest {

    private static final List<CorpusRow> CORPUS = CorpusRow.all();
    private static final List<AnswerSpec> SPECS =
            CORPUS.stream().map(CorpusRow::spec).distinct().toList();

    private final CompletionLabeller labeller = new CompletionLabeller();

    @Property(tries = 5_000, seed = "20261122")
    void labelsExtractsAndSpansBelongTogether(
            @ForAll("completions") Tuple3<AnswerSpec, String, Optional<FinishReason>> completion)
            throws UnscorableException {
        String text = completion.get2();

        Verdict verdict = labeller.label(completion.get1(), text, completion.get3());

        assertThat(verdict.extracted().isPresent()).isEqualTo(verdict.label().isAnswer());
        assertThat(verdict.why().isPresent()).isEqualTo(verdict.label() == Label.UNPARSED);
        assertThat(verdict.rule().isPresent()).isEqualTo(verdict.label() != Label.UNPARSED);
        verdict.span()
                .ifPresent(span -> assertThat(List.of(0, span.start(), span.end(), text.length()))
                        .isSorted());
        verdict.confidence().ifPresent(stated -> assertThat(stated).isBetween(0.0, 1.0));
        assertThat(labeller.label(completion.get1(), text, completion.get3())).isEqualTo(verdict);
    }

    @Property(tries = 2_000, seed = "20261122")
    void whatIsThoughtBeforeTheAnswerChangesNothing(
            @ForAll("completions") Tuple3<AnswerSpec, String, Optional<FinishReason>> thought)
            throws UnscorableException {
        String closed = thought.get2().replace("<", " ").replace("[", " ").replace("\u25c1", " ");
        AnswerSpec spec = CORPUS.getFirst().spec();

        Verdict verdict = labeller.label(
                spec,
                "<think>" + closed + "</think>\n" + CORPUS.getFirst().completion(),
                Optional.of(FinishReason.STOP));

        assertThat(verdict.label()).isEqualTo(CORPUS.getFirst().expected());
    }

    @Provide
    static Arbitrary<Tuple3<AnswerSpec, String, Optional<FinishReason>>> completions() {
        Arbitrary<String> piece = Arbitraries.oneOf(
                Arbitraries.of(HostileCompletionTest.PATTERNS),
                Arbitraries.of(CORPUS.stream().map(CorpusRow::completion).toList()),
                Arbitraries.strings().ofMaxLength(8),
                Arbitraries.integers().map(String::valueOf),
                Arbitraries.of(" ", "\n", ". ", ", ", ": ", "\n\n"));
        return Combinators.combine(
                        Arbitraries.of(SPECS),
                        piece.list().ofMinSize(1).ofMaxSize(12).map(pieces -> String.join("", pieces)),
                        Arbitraries.of(FinishReason.class).optional())
                .as(Tuple::of);
    }
}
