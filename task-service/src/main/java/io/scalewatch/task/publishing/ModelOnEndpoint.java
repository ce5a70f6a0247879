package io.scalewatch.task.publishing;

/// What has one window: a model version where it is served.
public record ModelOnEndpoint(String endpoint, String model, String version) {}
