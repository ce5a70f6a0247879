package io.scalewatch.task.imports;

import io.scalewatch.contracts.event.Message;
import java.util.ArrayList;
import java.util.List;

/// A model that writes its answer has to see what it may choose from.
final class ShownChoices {

    private ShownChoices() {}

    /// Whether every choice stands somewhere in the turns.
    static boolean isShown(List<Message> turns, List<String> choices) {
        return choices.stream().allMatch(choice -> turns.stream().anyMatch(turn -> stands(choice, turn.content())));
    }

    /// Whether a text is there in whole words: "he" is not in "the".
    private static boolean stands(String text, String in) {
        for (int at = in.indexOf(text); at >= 0; at = in.indexOf(text, at + 1)) {
            int end = at + text.length();
            boolean opens = at == 0 || !joins(in.codePointBefore(at), text.codePointAt(0));
            boolean closes = end == in.length() || !joins(text.codePointBefore(text.length()), in.codePointAt(end));
            if (opens && closes) {
                return true;
            }
        }
        return false;
    }

    /// Scripts without spaces have their words side by side.
    private static boolean joins(int before, int after) {
        return Character.isLetterOrDigit(before)
                && Character.isLetterOrDigit(after)
                && !Character.isIdeographic(before)
                && !Character.isIdeographic(after);
    }

    /// With a line for every choice at the end of the last turn: its letter and its text.
    static List<Message> appended(List<Message> turns, List<String> choices) {
        StringBuilder prompt = new StringBuilder(turns.getLast().content().stripTrailing());
        for (int place = 0; place < choices.size(); place++) {
            prompt.append('\n').append(ClassAnswers.letter(place)).append(". ").append(choices.get(place));
        }
        List<Message> changed = new ArrayList<>(turns);
        changed.set(
                turns.size() - 1,
                new Message(turns.getLast().role(), prompt.append("\nAnswer:").toString()));
        return changed;
    }

    /// What a user is told of it.
    ///
    /// @param samples how many were changed
    static List<String> remark(int samples) {
        return samples == 0
                ? List.of()
                : List.of(
                        "the prompts of " + samples + " samples did not show their choices: they were added, lettered");
    }
}
