package io.scalewatch.inference.call;

/// Finds the endpoint that a prompt names.
public interface ModelEndpoints {

    /// What is found under a name.
    sealed interface Found {
        record Usable(ModelEndpoint endpoint) implements Found {}

        /// @param reason why it can't be called, without the key
        record Unusable(String reason) implements Found {}
    }

    Found find(String name) throws InterruptedException;
}
