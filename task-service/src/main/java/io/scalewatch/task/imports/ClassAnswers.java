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
import java.util.regex.Pattern;

/// What a model that writes an answer must write, for a row whose authors compared the probabilities of classes:
/// letters are choices, yes and no are booleans, numbers are numbers, anything else ends the prompt.
final class ClassAnswers {

    private static final Set<String> AGREEING = Set.of("yes", "y", "true");
    private static final Set<String> DENYING = Set.of("no", "n", "false");
    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d{1,15}(\\.\\d{1,15})?");
    private static final String SENTENCE_ENDS = ".,;:!?";

    private ClassAnswers() {}

    static AnswerSpec of(InverseScalingRow row) {
        List<String> classes = row.classes();
        if (areLetters(classes)) {
            return spec(AnswerKind.CHOICE, classes, row.answer(), choices(row));
        }
        if (classes.size() == 2 && isBoolean(classes.get(0)) && isBoolean(classes.get(1))) {
            List<String> values = classes.stream()
                    .map(name -> Boolean.toString(AGREEING.contains(name.toLowerCase(Locale.ROOT))))
                    .toList();
            if (!values.get(0).equals(values.get(1))) {
                return spec(AnswerKind.BOOLEAN, values, row.answer(), List.of());
            }
        }
        if (classes.stream().allMatch(name -> NUMBER.matcher(name).matches())) {
            return spec(AnswerKind.NUMBER, classes, row.answer(), List.of());
        }
        return spec(AnswerKind.ENDING, withoutSentenceEnds(classes), row.answer(), List.of());
    }

    private static AnswerSpec spec(AnswerKind kind, List<String> values, int answer, List<String> choices) {
        List<String> others = new ArrayList<>(values);
        String target = others.remove(answer);
        return new AnswerSpec(kind, List.of(target), choices, Map.of(Label.TRAP, others), Optional.empty());
    }

    /// A, B, C ... in this order.
    private static boolean areLetters(List<String> classes) {
        for (int i = 0; i < classes.size(); i++) {
            if (!classes.get(i).equals(String.valueOf((char) ('A' + i)))) {
                return false;
            }
        }
        return true;
    }

    /// What stands behind the letters in the prompt; the letters themselves where that is not to be found.
    private static List<String> choices(InverseScalingRow row) {
        List<String> lines = row.prompt().lines().map(String::strip).toList();
        List<String> choices = new ArrayList<>();
        for (String letter : row.classes()) {
            List<String> texts = lines.stream()
                    .filter(line -> line.length() > 2 && line.startsWith(letter) && ".):".indexOf(line.charAt(1)) >= 0)
                    .map(line -> line.substring(2).strip())
                    .filter(text -> !text.isEmpty())
                    .toList();
            if (texts.size() != 1) {
                return row.classes();
            }
            choices.add(texts.getFirst());
        }
        return choices;
    }

    private static boolean isBoolean(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return AGREEING.contains(lower) || DENYING.contains(lower);
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
