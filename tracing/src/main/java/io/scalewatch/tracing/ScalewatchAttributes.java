package io.scalewatch.tracing;

import io.opentelemetry.api.common.AttributeKey;

/// What the spans say beside OpenTelemetry's own conventions. Never the text of a prompt or of a completion.
public final class ScalewatchAttributes {

    public static final AttributeKey<String> RUN_ID = AttributeKey.stringKey("scalewatch.run.id");
    public static final AttributeKey<Long> PROMPT_INDEX = AttributeKey.longKey("scalewatch.prompt.index");
    public static final AttributeKey<Long> PROMPT_ATTEMPT = AttributeKey.longKey("scalewatch.prompt.attempt");
    public static final AttributeKey<String> FAMILY = AttributeKey.stringKey("scalewatch.family");
    public static final AttributeKey<String> MODEL = AttributeKey.stringKey("scalewatch.model");
    public static final AttributeKey<String> MODEL_VERSION = AttributeKey.stringKey("scalewatch.model.version");
    public static final AttributeKey<String> TASK = AttributeKey.stringKey("scalewatch.task");
    public static final AttributeKey<String> TASK_VERSION = AttributeKey.stringKey("scalewatch.task.version");
    public static final AttributeKey<String> VARIANT = AttributeKey.stringKey("scalewatch.variant");
    /// The sample's id within its task.
    public static final AttributeKey<String> SAMPLE = AttributeKey.stringKey("scalewatch.sample");
    /// Which repeat of the same prompt, from 0.
    public static final AttributeKey<Long> TRIAL = AttributeKey.longKey("scalewatch.trial");
    /// Which call for the same prompt, from 1.
    public static final AttributeKey<Long> CALL = AttributeKey.longKey("scalewatch.call");
    public static final AttributeKey<String> SCORING_VERSION = AttributeKey.stringKey("scalewatch.scoring.version");
    public static final AttributeKey<String> LABEL = AttributeKey.stringKey("scalewatch.label");
    /// The name of the rule that found the answer.
    public static final AttributeKey<String> RULE = AttributeKey.stringKey("scalewatch.rule");
    /// Why no answer was found.
    public static final AttributeKey<String> WHY = AttributeKey.stringKey("scalewatch.why");
    /// What became of a record where there is more than one way: counted, duplicate, late and the like.
    public static final AttributeKey<String> OUTCOME = AttributeKey.stringKey("scalewatch.outcome");

    private ScalewatchAttributes() {}
}
