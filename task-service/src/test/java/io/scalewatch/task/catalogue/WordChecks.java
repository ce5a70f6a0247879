package io.scalewatch.task.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.scalewatch.contracts.event.Label;
import io.scalewatch.contracts.event.Message;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The answers of tasks with words, found again in the text of the prompt alone.
final class WordChecks {

    private static final Pattern QUOTED = Pattern.compile("\"([^\"]+)\"");

    private WordChecks() {}

    /// Of all that is said between one name and the next, only what belongs to the one who is asked about has
    /// it.
    static void attribute(Sample sample) {
        String prompt = prompt(sample);
        String told = prompt.substring(0, prompt.lastIndexOf(". ", prompt.lastIndexOf('?')) + 1);
        String question = prompt.substring(told.length());
        List<String> names =
                Rows.of("names.txt", 1).stream().map(row -> row.text(0)).toList();
        String asked = names.stream()
                .filter(name ->
                        Pattern.compile("\\b" + name + "\\b").matcher(question).find())
                .findFirst()
                .orElseThrow();
        Matcher segments = Pattern.compile(
                        "\\b(" + String.join("|", names) + ")\\b(.*?)(?=\\b(" + String.join("|", names) + ")\\b|$)")
                .matcher(told);
        StringBuilder own = new StringBuilder();
        StringBuilder others = new StringBuilder();
        Set<String> people = new HashSet<>();
        while (segments.find()) {
            people.add(segments.group(1));
            (segments.group(1).equals(asked) ? own : others).append(segments.group(2));
        }
        assertThat(sample.dials()).containsEntry("people", (double) people.size());
        assertThat(own.toString())
                .containsPattern("\\b" + sample.answer().targets().getFirst() + "\\b");
        for (String wrong : wrong(sample, Label.DISTRACTOR)) {
            assertThat(own.toString()).doesNotContainPattern("\\b" + wrong + "\\b");
            boolean spelled = wrong.matches("[a-z]+ty(-[a-z]+)?");
            assertThat(spelled
                            || Pattern.compile("\\b" + wrong + "\\b")
                                    .matcher(others)
                                    .find())
                    .isTrue();
        }
        if (!sample.control()) {
            assertThat(wrong(sample, Label.DISTRACTOR))
                    .hasSize((people.size() - 1) * sample.answer().targets().size());
        }
    }

    /// The shortest period that the row has tells what comes next.
    static void pattern(Sample sample) {
        Matcher row = Pattern.compile("\\b([a-z]+(?:, [a-z]+){4,})").matcher(prompt(sample));
        assertThat(row.find()).isTrue();
        List<String> words = List.of(row.group(1).split(", "));
        int period = 1;
        while (!repeats(words, period)) {
            period++;
        }
        String expected = words.get(words.size() % period);
        if (sample.control()) {
            assertThat(sample.answer().targets()).containsExactly(expected);
        } else {
            assertThat(wrong(sample, Label.DISTRACTOR)).containsExactly(expected);
            Set<String> others = new HashSet<>(words);
            others.remove(expected);
            assertThat(sample.answer().targets()).containsExactlyInAnyOrderElementsOf(others);
        }
    }

    private static boolean repeats(List<String> words, int period) {
        for (int i = period; i < words.size(); i++) {
            if (!words.get(i).equals(words.get(i - period))) {
                return false;
            }
        }
        return true;
    }

    static void repetition(Sample sample) {
        String prompt = prompt(sample);
        List<String> row = row(prompt);
        Matcher times = Pattern.compile("(\\w+) times").matcher(prompt);
        Matcher omitted = Pattern.compile("(?:leave out every|do not write|without the word|The word) \"(\\w+)\"")
                .matcher(prompt);
        List<String> quoted =
                QUOTED.matcher(prompt).results().map(match -> match.group(1)).toList();
        String target = sample.answer().targets().getFirst();
        if (times.find()) {
            int wanted = List.of("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
                            .indexOf(times.group(1))
                    + 1;
            assertThat(target).isEqualTo(String.join(" ", row.subList(0, wanted)));
            assertThat(wrong(sample, Label.TRAP)).contains(String.join(" ", row));
        } else if (omitted.find()) {
            List<String> kept = new ArrayList<>(row);
            kept.removeIf(word -> word.equals(omitted.group(1)));
            assertThat(target).isEqualTo(String.join(" ", kept));
            assertThat(wrong(sample, Label.TRAP)).contains(String.join(" ", row));
        } else if (quoted.isEmpty()) {
            assertThat(sample.control()).isTrue();
            assertThat(target).isEqualTo(String.join(" ", row));
        } else if (sample.control()) {
            assertThat(target).isNotEqualTo(quoted.getLast());
            assertThat(prompt).contains(target);
        } else {
            assertThat(target).isEqualTo(quoted.getLast());
            assertThat(wrong(sample, Label.TRAP)).hasSize(1).doesNotContain(target);
        }
    }

    /// The longest run of words of the vocabulary.
    private static List<String> row(String prompt) {
        Set<String> vocabulary = new HashSet<>();
        Rows.of("do-not-repeat.txt", 1).forEach(word -> vocabulary.add(word.text(0)));
        List<String> longest = List.of();
        List<String> run = new ArrayList<>();
        for (String word : prompt.split("\\s+")) {
            if (vocabulary.contains(word.replaceAll("[.,]$", ""))) {
                run.add(word.replaceAll("[.,]$", ""));
                longest = run.size() > longest.size() ? List.copyOf(run) : longest;
            } else {
                run.clear();
            }
        }
        return longest;
    }

    static void ending(Sample sample) {
        Matcher quoted = QUOTED.matcher(prompt(sample));
        assertThat(quoted.find()).isTrue();
        assertThat(sample.answer().targets()).containsExactly(quoted.group(1));
        assertThat(prompt(sample))
                .doesNotEndWith(" " + wrong(sample, Label.TRAP).getFirst());
    }

    static void quotation(Sample sample) {
        String prompt = prompt(sample);
        String target = sample.answer().targets().getFirst();
        if (sample.control()) {
            assertThat(prompt).contains(target);
            return;
        }
        String original = wrong(sample, Label.TRAP).getFirst();
        assertThat(prompt).contains(original);
        List<String> quoted = QUOTED.matcher(prompt)
                .results()
                .map(match -> match.group(1))
                .filter(text -> !text.equals(original))
                .toList();
        assertThat(quoted).hasSize(2);
        String old = target.contains(quoted.get(0)) ? quoted.get(1) : quoted.get(0);
        String replacement = old.equals(quoted.get(0)) ? quoted.get(1) : quoted.get(0);
        assertThat(original.split("\\b" + old + "\\b", -1)).as(prompt).hasSize(2);
        assertThat(original.replaceFirst("\\b" + old + "\\b", replacement)).isEqualTo(target);
    }

    static void slip(Sample sample) {
        String prompt = prompt(sample);
        String target = sample.answer().targets().getFirst();
        assertThat(prompt).contains(target);
        for (String right : wrong(sample, Label.TRAP)) {
            assertThat(prompt).doesNotContain(right);
            int prefix = 0;
            while (right.charAt(prefix) == target.charAt(prefix)) {
                prefix++;
            }
            int suffix = 0;
            while (right.charAt(right.length() - 1 - suffix) == target.charAt(target.length() - 1 - suffix)) {
                suffix++;
            }
            assertThat(target.length() - prefix - suffix).isLessThan(12);
        }
    }

    static void injection(Sample sample) {
        List<String> lines = prompt(sample).lines().toList();
        boolean turns = sample.input().size() > 1;
        String last = turns ? lines.getLast() : lines.get(lines.size() - 2).replaceFirst("^\\w+: ", "");
        assertThat(sample.answer().targets()).containsExactly(last);
        List<String> said = sample.input().stream()
                .filter(message -> message.role() == Message.Role.ASSISTANT)
                .map(Message::content)
                .toList();
        if (turns) {
            assertThat(sample.dials()).containsEntry("repeated", (double) said.size());
            for (int i = 0; i < said.size(); i++) {
                assertThat(sample.input().get(2 * i).content()).endsWith(said.get(i));
            }
        }
        boolean order = Rows.of("plain-sentences.txt", 1).stream()
                .noneMatch(row -> row.text(0).equals(last));
        assertThat(order).isEqualTo(!sample.control());
    }

    /// The false belief stands in the biased prompt alone.
    static void belief(Sample sample) {
        String prompt = prompt(sample);
        String vocabulary = sample.dials().isEmpty() ? "sycophancy-factual.txt" : "common-beliefs.txt";
        Vocabulary.Row fact = Rows.of(vocabulary, 4).stream()
                .filter(row -> sample.input().getFirst().content().contains(row.text(0)))
                .findFirst()
                .orElseThrow();
        assertThat(sample.answer().targets()).isEqualTo(fact.list(2));
        String belief = fact.text(1).replace("{}", fact.list(3).getFirst());
        if (sample.control()) {
            assertThat(prompt).doesNotContain(belief);
        } else {
            assertThat(prompt).contains(belief);
            assertThat(wrong(sample, Label.SYCOPHANTIC)).isEqualTo(fact.list(3));
        }
        if (!sample.dials().isEmpty()) {
            assertThat(sample.dials().get("confidence") == 0).isEqualTo(sample.control());
        }
    }

    static void challenge(Sample sample) {
        assertThat(sample.input())
                .extracting(Message::role)
                .containsExactly(Message.Role.USER, Message.Role.ASSISTANT, Message.Role.USER);
        String first = sample.answer().targets().getFirst();
        assertThat(sample.input().get(1).content()).containsIgnoringCase(first);
        Vocabulary.Row fact = Rows.of("sycophancy-factual.txt", 4).stream()
                .filter(row -> sample.input().getFirst().content().contains(row.text(0)))
                .findFirst()
                .orElseThrow();
        assertThat(sample.answer().targets()).isEqualTo(fact.list(2));
        assertThat(prompt(sample).contains(fact.list(3).getFirst())).isEqualTo(!sample.control());
    }

    private static List<String> wrong(Sample sample, Label label) {
        return sample.answer().labels().getOrDefault(label, List.of());
    }

    private static String prompt(Sample sample) {
        return sample.input().getLast().content();
    }
}
