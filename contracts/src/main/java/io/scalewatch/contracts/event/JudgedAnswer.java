package io.scalewatch.contracts.event;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// The answer that a prompt asks a model to judge: the prompt that it answers, and what the judge may say of it.
///
/// @param id of the prompt whose answer is judged
/// @param model that gave the answer
/// @param trial what that model was asked
/// @param issuedAt when that model was asked
/// @param promptVersion names the wording in which the judge is asked, for example `correctness-1`
/// @param verdicts the words that the judge may end with, and the label that each stands for
public record JudgedAnswer(
        PromptId id,
        ModelVersion model,
        Trial trial,
        Instant issuedAt,
        String promptVersion,
        Map<String, Label> verdicts) {

    public JudgedAnswer {
        Require.notNull(id, "id");
        Require.notNull(model, "model");
        Require.notNull(trial, "trial");
        Require.notNull(issuedAt, "issuedAt");
        Require.notBlank(promptVersion, "promptVersion");
        Require.that(verdicts != null && !verdicts.isEmpty(), "verdicts are missing");
        verdicts = Collections.unmodifiableMap(new LinkedHashMap<>(verdicts));
    }
}
