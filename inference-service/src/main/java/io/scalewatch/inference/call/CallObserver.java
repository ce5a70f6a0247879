package io.scalewatch.inference.call;

import io.scalewatch.contracts.event.FailureKind;
import io.scalewatch.inference.provider.CallResult;

/// Is told of each call as it happens; for metrics.
public interface CallObserver {

    /// @param nanos the call's duration
    void called(CallResult result, long nanos);

    /// @param kind what the call that is tried again failed with
    void retried(FailureKind kind);
}
