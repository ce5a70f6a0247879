package io.scalewatch.task.imports;

import io.scalewatch.contracts.event.AnswerKind;
import io.scalewatch.contracts.event.AnswerSpec;

/// What a task of the lm-evaluation-harness would ask for.
final class HarnessOutput {

    private HarnessOutput() {}

    static HarnessTask.Output of(AnswerSpec answer) {
        if (answer.kind() == AnswerKind.LOGPROB) {
            return HarnessTask.Output.LOGLIKELIHOOD;
        }
        return answer.labels().isEmpty() ? HarnessTask.Output.GENERATE_UNTIL : HarnessTask.Output.MULTIPLE_CHOICE;
    }

    /// As it stands in the YAML.
    static String id(HarnessTask.Output output) {
        return switch (output) {
            case MULTIPLE_CHOICE -> "multiple_choice";
            case GENERATE_UNTIL -> "generate_until";
            case LOGLIKELIHOOD -> "loglikelihood";
        };
    }
}
