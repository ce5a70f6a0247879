package io.scalewatch.task.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.scalewatch.contracts.event.Label;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The answers of tasks about inference, odds and wording, worked out again from the text of the prompt alone.
final class LogicChecks {

    private static final Pattern LIMIT = Pattern.compile(
            "(more than|at least|over|at most|no more than|fewer than|up to and including) (\\d+)|(\\d+) (or more)");

    private LogicChecks() {}

    /// By the truth table.
    static void inference(Sample sample) {
        String prompt = prompt(sample).toLowerCase(Locale.ROOT);
        Vocabulary.Row row = Rows.of("modus-tollens.txt", 4).stream()
                .filter(r -> literals(r, prompt).isPresent())
                .findFirst()
                .orElseThrow(() -> new AssertionError(prompt));
        List<Integer> literals = literals(row, prompt).orElseThrow();
        // The conditional comes first; then what is known, then what is concluded.
        assertThat(literals.subList(0, 2)).containsExactly(0, 2);
        boolean follows = true;
        for (int world = 0; world < 4; world++) {
            boolean p = (world & 1) == 1;
            boolean q = (world & 2) == 2;
            boolean known = (!p || q) && holds(literals.get(2), p, q);
            follows &= !known || holds(literals.get(3), p, q);
        }
        yesNo(sample, follows);
    }

    private static boolean holds(int literal, boolean p, boolean q) {
        return switch (literal) {
            case 0 -> p;
            case 1 -> !p;
            case 2 -> q;
            default -> !q;
        };
    }

    /// Which of a row's four sentences stand in the prompt, in order, if it is this row's.
    private static Optional<List<Integer>> literals(Vocabulary.Row row, String prompt) {
        List<int[]> found = new ArrayList<>();
        for (int field = 0; field < 4; field++) {
            String sentence = row.text(field).toLowerCase(Locale.ROOT);
            Matcher matcher = Pattern.compile(Pattern.quote(sentence).replace("{n}", "\\E\\w+\\Q"))
                    .matcher(prompt);
            while (matcher.find()) {
                found.add(new int[] {matcher.start(), field});
            }
        }
        List<Integer> fields = found.stream()
                .sorted((a, b) -> Integer.compare(a[0], b[0]))
                .map(place -> place[1])
                .toList();
        return fields.size() == 4 ? Optional.of(fields) : Optional.empty();
    }

    /// By expected value, in the last case and in the examples.
    static void odds(Sample sample) {
        List<String> cases = Arrays.asList(prompt(sample).split("\n\n"));
        List<String> told = cases.subList(1, cases.size());
        assertThat(sample.dials()).containsEntry("shots", told.size() - 1.0);
        for (String example : told.subList(0, told.size() - 1)) {
            assertThat(example).endsWith(favourable(example) ? " yes" : " no");
            assertThat(endsWell(example)).contains(favourable(example));
        }
        boolean right = favourable(told.getLast());
        yesNo(sample, right);
        assertThat(endsWell(told.getLast())).isEqualTo(sample.control() ? Optional.empty() : Optional.of(!right));
    }

    private static boolean favourable(String text) {
        List<Long> chances = numbers("(\\d+) percent", text);
        List<Long> amounts = numbers("\\b(\\d+) (?!percent)", text);
        assertThat(chances.get(0) + chances.get(1)).isEqualTo(100);
        return chances.get(0) * amounts.get(0) > chances.get(1) * amounts.get(1);
    }

    /// Whether the outcome, if one is told, is the good one.
    private static Optional<Boolean> endsWell(String text) {
        List<Long> amounts = numbers("\\b(\\d+) (?!percent)", text);
        if (amounts.size() == 2) {
            return Optional.empty();
        }
        String outcome = text.lines().findFirst().orElseThrow();
        String last = outcome.substring(outcome.lastIndexOf(". ", outcome.length() - 2) + 2);
        return Optional.of(
                last.matches(".*(wins|gains|saves|pays|brings in|larger|faster|makes \\d+ (points|parts) more).*"));
    }

    private static List<Long> numbers(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(match -> Long.valueOf(match.group(1)))
                .toList();
    }

    private static void yesNo(Sample sample, boolean right) {
        assertThat(sample.answer().targets()).as(prompt(sample)).containsExactly(Boolean.toString(right));
        if (!sample.control()) {
            assertThat(sample.answer().labels().get(Label.TRAP)).containsExactly(Boolean.toString(!right));
        }
    }

    static void wording(Sample sample) {
        String prompt = prompt(sample);
        String clause = prompt.substring(1, prompt.indexOf("\"\n"));
        String rest = prompt.substring(prompt.indexOf("\"\n"));
        String chosen = sample.answer()
                .choices()
                .get(sample.answer().targets().getFirst().charAt(0) - 'A');
        assertThat(sample.answer().choices()).hasSize(2);
        Optional<MatchResult> limit = LIMIT.matcher(clause).results().findFirst();
        List<Long> numbers = numbers("(\\d+)", rest);
        boolean isLimit = limit.isPresent()
                && Rows.of("precise-language-limits.txt", 4).stream()
                        .anyMatch(row -> clause.equals(row.text(0)
                                .replace("{limit}", limit.orElseThrow().group())));
        if (isLimit) {
            MatchResult found = limit.orElseThrow();
            long k = Long.parseLong(found.group(2) == null ? found.group(3) : found.group(2));
            long x = numbers.getFirst();
            boolean applies = switch (found.group(1) == null ? found.group(4) : found.group(1)) {
                case "more than", "over" -> x > k;
                case "at least", "or more" -> x >= k;
                case "fewer than" -> x < k;
                default -> x <= k;
            };
            assertThat(x == k).isEqualTo(!sample.control());
            assertThat(chosen).startsWith(applies ? "Yes" : "No");
        } else {
            // Nothing to work out; the row that was written by hand is the one that is asked.
            Vocabulary.Row row = Rows.of("precise-language-terms.txt", 7).stream()
                    .filter(r -> r.text(0).equals(clause))
                    .findFirst()
                    .orElseThrow();
            String story = row.text(sample.control() ? 5 : 3);
            String end = story.substring(story.lastIndexOf('}') + 1);
            assertThat(prompt).contains(end);
            String right = row.list(2).get(Integer.parseInt(row.text(sample.control() ? 6 : 4)) - 1);
            assertThat(chosen).isEqualTo(right.replace("{n}", name(chosen, right)));
        }
        if (!sample.control()) {
            assertThat(sample.answer().labels().get(Label.TRAP))
                    .doesNotContainAnyElementsOf(sample.answer().targets())
                    .hasSize(1);
        }
    }

    private static String name(String filled, String template) {
        int at = template.indexOf("{n}");
        return at < 0 ? "" : filled.substring(at).split("\\W")[0];
    }

    private static String prompt(Sample sample) {
        return sample.input().getLast().content();
    }
}
