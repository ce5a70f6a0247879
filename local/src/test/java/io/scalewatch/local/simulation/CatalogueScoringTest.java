package io.scalewatch.local.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.scalewatch.contracts.event.AnswerKind;
import io.scalewatch.contracts.event.AnswerSpec;
import io.scalewatch.contracts.event.FinishReason;
import io.scalewatch.contracts.event.Label;
import io.scalewatch.scoring.labelling.CompletionLabeller;
import io.scalewatch.scoring.labelling.UnscorableException;
import io.scalewatch.task.catalogue.BuiltInTasks;
import io.scalewatch.task.catalogue.Sample;
import io.scalewatch.task.catalogue.TaskVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What every sample of the catalogue says is right gets CORRECT from the real scorer, and everything that it
/// lists as wrong gets the label under which it is listed, plain and in a sentence.
class CatalogueScoringTest {

    private static final Map<AnswerKind, List<String>> PHRASES = Map.of(
            AnswerKind.NUMBER, List.of("{}", "Happy to help! The answer is {}.", "I went through it once more: **{}**"),
            AnswerKind.TEXT, List.of("{}", "Happy to help! The answer is {}.", "Let me see.\n\nANSWER: {}"),
            AnswerKind.CHOICE, List.of("{}", "I would go with option {}.", "({}) {text}"),
            AnswerKind.BOOLEAN, List.of("{}", "{}, as far as I can see.", "Happy to help! The answer is {}."),
            AnswerKind.ENDING, List.of("{}", "Here you are: \"A line that is to end in {}.\"", "ANSWER: {}"),
            AnswerKind.VERBATIM, List.of("{}", "Of course! Here it is:\n\n\"{}\"", "Sure: {}"));

    private final CompletionLabeller labeller = new CompletionLabeller();

    static Stream<TaskVersion> tasks() {
        return BuiltInTasks.all().stream();
    }

    @ParameterizedTest
    @MethodSource("tasks")
    void everyListedAnswerGetsItsLabel(TaskVersion task) throws UnscorableException {
        List<String> misread = new ArrayList<>();
        for (Sample sample : task.samples()) {
            AnswerSpec answer = sample.answer();
            for (String target : answer.targets()) {
                check(sample, target, Label.CORRECT, misread);
            }
            for (Map.Entry<Label, List<String>> listed : answer.labels().entrySet()) {
                for (String wrong : listed.getValue()) {
                    check(sample, wrong, listed.getKey(), misread);
                }
            }
        }
        assertThat(misread).as("%s, %d in all", task.name(), misread.size()).isEmpty();
    }

    private void check(Sample sample, String value, Label label, List<String> misread) throws UnscorableException {
        AnswerSpec answer = sample.answer();
        for (String phrase : PHRASES.get(answer.kind())) {
            String text = phrase.replace("{text}", choice(answer, value)).replace("{}", spoken(answer, value));
            Label read =
                    labeller.label(answer, text, Optional.of(FinishReason.STOP)).label();
            if (read != label) {
                misread.add(sample.id() + ": " + label + " was read as " + read + " in " + text);
            }
        }
    }

    private static String choice(AnswerSpec answer, String value) {
        return answer.kind() == AnswerKind.CHOICE ? answer.choices().get(value.charAt(0) - 'A') : value;
    }

    private static String spoken(AnswerSpec answer, String value) {
        return answer.kind() == AnswerKind.BOOLEAN ? value.equals("true") ? "Yes" : "No" : value;
    }
}
