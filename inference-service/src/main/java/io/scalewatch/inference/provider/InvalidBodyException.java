package io.scalewatch.inference.provider;

import io.scalewatch.contracts.event.FailureKind;

/// A response that is not what its protocol says.
final class InvalidBodyException extends Exception {

    private static final long serialVersionUID = 1L;

    InvalidBodyException(String message) {
        super(message, null, false, false);
    }

    CallResult.Failed failed() {
        return new CallResult.Failed(FailureKind.INVALID_RESPONSE, getMessage());
    }
}
