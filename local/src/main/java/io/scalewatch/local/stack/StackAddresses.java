package io.scalewatch.local.stack;

import java.net.URI;

/// Where a running Scalewatch is.
///
/// @param models the simulated models' server, as the inference workers reach it
public record StackAddresses(URI taskService, URI analysisService, String kafkaBootstrap, URI models) {

    /// Of a stack on this machine, with simulated models.
    public static StackAddresses of(LocalStack stack) {
        return new StackAddresses(stack.taskService(), stack.analysisService(), stack.kafkaBootstrap(), stack.models());
    }
}
