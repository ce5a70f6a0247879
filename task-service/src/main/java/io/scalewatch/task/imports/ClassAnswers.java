package io.scalewatch.task.imports;

import io.scalewatch.contracts.event.AnswerKind;
import io.scalewatch.contracts.event.AnswerSpec;
import io.scalewatch.contracts.event.Label;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/// What a model that writes an answer must write, for a row whose authors compared the probabilities of
/// classes: letters are choices, yes and no are booleans, numbers are numbers, anything else ends the prompt.
final class ClassAnswers {

    /// As many as there are letters.
    static final int MOST_CHOICES = 26;

    private static final Set<String> AGREEING = Set.of("yes", "y", "true");
    private static final Set<String> DENYING = Set.of("no", "n", "false");
    private static final String SENTENCE_ENDS = ".,;:!?";

    private ClassAnswers() {}

    /// @param classes without the space that they start with
    /// @param answer the place of the right one
    /// @param label of the others
    static AnswerSpec of(String prompt, List<String> classes, int answer, Label label) {
        if (areLetters(classes)) {
            return spec(AnswerKind.CHOICE, classes, answer, choices(prompt, classes.size()), label);
        }
        Optional<List<String>> booleans = booleans(classes);
        if (booleans.isPresent()) {
            return spec(AnswerKind.BOOLEAN, booleans.get(), answer, List.of(), label);
        }
        if (classes.stream().allMatch(Fields::isNumber)) {
            return spec(AnswerKind.NUMBER, classes, answer, List.of(), label);
        }
        return spec(AnswerKind.ENDING, withoutSentenceEnds(classes), answer, List.of(), label);
    }

    /// The same where no answer is right, and the first one is what the row asks about.
    ///
    /// @param answers in any order otherwise; letters need not be all that the question has
    static AnswerSpec matching(String question, List<String> answers, Label label) {
        String matching = answers.getFirst();
        int letters = answers.stream()
                .mapToInt(text -> isLetter(text) ? text.charAt(0) - 'A' + 1 : MOST_CHOICES + 1)
                .max()
                .orElseThrow();
        if (letters <= MOST_CHOICES) {
            return new AnswerSpec(
                    AnswerKind.CHOICE,
                    List.of(),
                    choices(question, Math.max(2, letters)),
                    Map.of(label, List.of(matching)),
                    Optional.empty());
        }
        Optional<List<String>> booleans = booleans(answers);
        return booleans.map(values ->
                        new AnswerSpec(AnswerKind.BOOLEAN, List.of(), Map.of(label, List.of(values.getFirst()))))
                .orElseGet(() -> new AnswerSpec(
                        answers.stream().allMatch(Fields::isNumber) ? AnswerKind.NUMBER : AnswerKind.TEXT,
                        List.of(),
                        Map.of(label, List.of(matching))));
    }

    /// What `true` and `false` stand for in a text.
    static Optional<String> polarity(String text) {
        String lower = text.strip().toLowerCase(Locale.ROOT);
        return AGREEING.contains(lower)
                ? Optional.of("true")
                : DENYING.contains(lower) ? Optional.of("false") : Optional.empty();
    }

    static String letter(int place) {
        return String.valueOf((char) ('A' + place));
    }

    static boolean isLetter(String text) {
        return text.length() == 1 && text.charAt(0) >= 'A' && text.charAt(0) <= 'Z';
    }

    private static AnswerSpec spec(
            AnswerKind kind, List<String> values, int answer, List<String> choices, Label label) {
        List<String> others = new ArrayList<>(values);
        String target = others.remove(answer);
        return new AnswerSpec(kind, List.of(target), choices, Map.of(label, others), Optional.empty());
    }

    /// A, B, C ... in this order.
    private static boolean areLetters(List<String> classes) {
        for (int i = 0; i < classes.size(); i++) {
            if (i >= MOST_CHOICES || !classes.get(i).equals(letter(i))) {
                return false;
            }
        }
        return true;
    }

    /// What stands behind the letters in the prompt; the letters themselves where that is not to be found.
    private static List<String> choices(String prompt, int letters) {
        List<String> lines = prompt.lines().map(String::strip).toList();
        List<String> choices = new ArrayList<>();
        for (int place = 0; place < letters; place++) {
            String letter = letter(place);
            List<String> texts = lines.stream()
                    .flatMap(line -> behind(letter, line).stream())
                    .toList();
            if (texts.size() != 1) {
                return IntStream.range(0, letters)
                        .mapToObj(ClassAnswers::letter)
                        .toList();
            }
            choices.add(texts.getFirst());
        }
        return choices;
    }

    /// Of `A. red`, `A) red`, `A: red` and `(A) red`.
    private static Optional<String> behind(String letter, String line) {
        if (line.startsWith("(" + letter + ")")) {
            return Optional.of(line.substring(3).strip()).filter(text -> !text.isEmpty());
        }
        boolean lettered = line.length() > 2 && line.startsWith(letter) && ".):".indexOf(line.charAt(1)) >= 0;
        return lettered ? Optional.of(line.substring(2).strip()).filter(text -> !text.isEmpty()) : Optional.empty();
    }

    /// `true` and `false` for two classes of which one agrees and one denies.
    private static Optional<List<String>> booleans(List<String> classes) {
        List<String> values =
                classes.stream().flatMap(name -> polarity(name).stream()).toList();
        return classes.size() == 2 && values.size() == 2 && !values.get(0).equals(values.get(1))
                ? Optional.of(values)
                : Optional.empty();
    }

    private static List<String> withoutSentenceEnds(List<String> classes) {
        List<String> stripped =
                classes.stream().map(ClassAnswers::withoutSentenceEnd).toList();
        boolean distinct = new HashSet<>(stripped).size() == classes.size();
        return distinct && stripped.stream().noneMatch(String::isEmpty) ? stripped : classes;
    }

    private static String withoutSentenceEnd(String name) {
        int end = name.length();
        while (end > 0 && SENTENCE_ENDS.indexOf(name.charAt(end - 1)) >= 0) {
            end--;
        }
        return name.substring(0, end);
    }
}
