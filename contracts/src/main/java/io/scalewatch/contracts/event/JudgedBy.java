package io.scalewatch.contracts.event;

/// The model whose verdict a score is, in place of the rules'.
///
/// @param prompt the identity of the prompt that asked it
/// @param model its name
/// @param version of the model
/// @param promptVersion names the wording in which it was asked
public record JudgedBy(PromptId prompt, String model, String version, String promptVersion) {

    public JudgedBy {
        Require.notNull(prompt, "prompt");
        Require.notBlank(model, "model");
        Require.notBlank(version, "version");
        Require.notBlank(promptVersion, "promptVersion");
    }
}
