package io.scalewatch.scoring.labelling;

import static org.assertj.core.api.Assertions.assertThat;

import io.scalewatch.contracts.event.AnswerKind;
import io.scalewatch.contracts.event.Label;
import io.scalewatch.scoring.extraction.AnswerExtractor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The rules agree with a careful human reader. What the reader says stands in the corpus, and is not to be
/// changed to what the rules say.
class CorpusTest {

    private static final double AGREEMENT = 0.99;
    private static final int EXAMPLES_PER_RULE = 5;
    private static final int EXAMPLES_PER_STYLE = 5;

    private final List<CorpusRow> corpus = CorpusRow.all();

    @Test
    void agreesWithAReader() throws UnscorableException {
        Confusion confusion = new Confusion();
        List<String> differences = new ArrayList<>();
        for (CorpusRow row : corpus) {
            Verdict verdict = row.label();
            String said = verdict.label() + verdict.why().map(why -> " " + why).orElse("");
            confusion.add(row.expected(), verdict.label());
            if (!said.equals(row.expectation())) {
                differences.add(row.expectation() + " labelled as " + said + " by "
                        + verdict.rule().orElse("no rule") + ": " + row.completion());
            }
        }
        double agreement = 1 - (double) differences.size() / corpus.size();

        System.out.printf("Agreement on %d completions: %.2f %%%n%s", corpus.size(), 100 * agreement, confusion);
        differences.forEach(System.out::println);
        assertThat(agreement).as(String.join("\n", differences)).isGreaterThanOrEqualTo(AGREEMENT);
    }

    @Test
    void everyDocumentedRuleIsHitByAtLeastFive() throws Exception {
        Map<String, Integer> hits = new TreeMap<>();
        for (CorpusRow row : corpus) {
            row.label().rule().ifPresent(rule -> hits.merge(rule, 1, Integer::sum));
        }

        System.out.println("Completions by rule: " + hits);
        assertThat(hits.keySet()).isEqualTo(documentedRules());
        assertThat(hits).allSatisfy((rule, count) -> assertThat(count).isGreaterThanOrEqualTo(EXAMPLES_PER_RULE));
    }

    @Test
    void everyKindLabelReasonAndStyleIsThere() {
        Map<String, Long> styles =
                corpus.stream().collect(Collectors.groupingBy(CorpusRow::style, Collectors.counting()));

        assertThat(corpus).hasSizeGreaterThanOrEqualTo(400);
        assertThat(corpus.stream().map(row -> row.spec().kind()).distinct())
                .containsExactlyInAnyOrderElementsOf(Stream.of(AnswerKind.values())
                        .filter(AnswerExtractor::supports)
                        .toList());
        assertThat(corpus.stream().map(CorpusRow::expected)).contains(Label.values());
        assertThat(corpus.stream().map(CorpusRow::expectation))
                .contains(
                        "UNPARSED empty",
                        "UNPARSED truncated",
                        "UNPARSED contradictory",
                        "UNPARSED no-answer",
                        "UNPARSED unclosed-reasoning");
        assertThat(styles.keySet())
                .contains(
                        "terse",
                        "chatty",
                        "chain-of-thought",
                        "markdown",
                        "table",
                        "latex",
                        "code",
                        "self-correction",
                        "several-candidates",
                        "number-words",
                        "separators",
                        "fraction",
                        "unit",
                        "negative",
                        "digits",
                        "brackets",
                        "choice-text",
                        "quotes",
                        "typo",
                        "refusal",
                        "empty",
                        "truncated",
                        "injection",
                        "reasoning",
                        "language",
                        "hedged",
                        "base-model");
        assertThat(styles).allSatisfy((style, count) -> assertThat(count).isGreaterThanOrEqualTo(EXAMPLES_PER_STYLE));
    }

    @Test
    void noCompletionIsThereTwice() {
        Set<String> seen = new HashSet<>();

        assertThat(corpus)
                .allSatisfy(row -> assertThat(seen.add(row.kind() + row.target() + row.finish() + row.completion()))
                        .isTrue());
    }

    /// The first column of the table of rules.
    private static Set<String> documentedRules() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "labels.md"));
        String rules = page.substring(page.indexOf("## Rules"), page.indexOf("## Log-probabilities"));
        return Pattern.compile("^\\| `([a-z-]+)` \\|", Pattern.MULTILINE)
                .matcher(rules)
                .results()
                .map(row -> row.group(1))
                .collect(Collectors.toSet());
    }

    /// Labels that a reader gave, in rows, by labels that the rules gave.
    private static final class Confusion {

        private final Map<Label, Map<Label, Integer>> counts = new EnumMap<>(Label.class);

        void add(Label expected, Label said) {
            counts.computeIfAbsent(expected, label -> new EnumMap<>(Label.class))
                    .merge(said, 1, Integer::sum);
        }

        @Override
        public String toString() {
            StringBuilder table = new StringBuilder("%-12s".formatted("reader"));
            for (Label said : Label.values()) {
                table.append("%12s".formatted(said));
            }
            table.append(System.lineSeparator());
            counts.forEach((expected, row) -> {
                table.append("%-12s".formatted(expected));
                for (Label said : Label.values()) {
                    table.append("%12d".formatted(row.getOrDefault(said, 0)));
                }
                table.append(System.lineSeparator());
            });
            return table.toString();
        }
    }
}
