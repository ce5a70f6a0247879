package io.scalewatch.contracts.topic;

/// The names of the topics. Their settings stand in `deploy/topics/topics.yaml`, which [TopicList] reads.
public final class Topics {

    public static final String MODEL_DEPLOYMENTS = "model-deployments";
    public static final String ENDPOINTS = "endpoints";
    public static final String MODELS = "models";
    public static final String TASKS = "tasks";
    public static final String PROMPTS = "prompts";
    public static final String COMPLETIONS = "completions";
    public static final String SCORES = "scores";
    public static final String RESCORINGS = "rescorings";
    public static final String RESCORING_PROGRESS = "rescoring-progress";
    public static final String ANALYSIS_EVIDENCE = "analysis-evidence";
    public static final String SCALING_FITS = "scaling-fits";
    public static final String SCALING_ALERTS = "scaling-alerts";
    public static final String SCALING_ALERTS_CURRENT = "scaling-alerts-current";

    private Topics() {}

    /// Where a topic's unreadable records go.
    public static String deadLetters(String topic) {
        return topic + ".dlq";
    }
}
