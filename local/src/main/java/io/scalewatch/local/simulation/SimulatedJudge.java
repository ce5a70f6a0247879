package io.scalewatch.local.simulation;

import io.scalewatch.contracts.event.FinishReason;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A model that judges: it reads a judge's prompt as it is meant, looks which of the listed answers the judged text
/// names last, and says so. It is there to exercise the way of a verdict, and is no measure of what a real judge can
/// do.
///
/// @param unreadable the share of prompts to which it gives no verdict
public record SimulatedJudge(double unreadable) {

    private static final Pattern ANSWER = Pattern.compile("<<<ANSWER ([0-9a-f]+)\n(.*)\nANSWER \\1>>>", Pattern.DOTALL);
    private static final Pattern LISTED = Pattern.compile("^- (?:correct|wrong, ([A-Z_]+)): (.*)$", Pattern.MULTILINE);
    private static final Pattern VALUE = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");

    /// @param prompt its last message
    Phrasing.Completion answer(String prompt, SplittableRandom random) {
        if (random.nextDouble() < unreadable) {
            return new Phrasing.Completion("It is hard to say whether it is right.", FinishReason.STOP);
        }
        Matcher answer = ANSWER.matcher(prompt);
        if (!answer.find()) {
            return new Phrasing.Completion("There is nothing to judge.", FinishReason.STOP);
        }
        // What is listed stands before the judged text, which may look like a list, too.
        String verdict = verdict(prompt.substring(0, answer.start()), answer.group(2));
        return new Phrasing.Completion("I compared it with what is listed.\nVERDICT: " + verdict, FinishReason.STOP);
    }

    private static String verdict(String listed, String answer) {
        String best = "NO_ANSWER";
        int place = -1;
        Matcher line = LISTED.matcher(listed);
        while (line.find()) {
            Matcher value = VALUE.matcher(line.group(2));
            while (value.find()) {
                int found = lastWord(answer, value.group(1));
                if (found > place) {
                    place = found;
                    best = line.group(1) == null ? "CORRECT" : line.group(1);
                }
            }
        }
        return best;
    }

    private static int lastWord(String text, String value) {
        Matcher word = Pattern.compile("(?i)(?<!\\w)" + Pattern.quote(value) + "(?!\\w)")
                .matcher(text);
        int last = -1;
        while (word.find()) {
            last = word.start();
        }
        return last;
    }
}
