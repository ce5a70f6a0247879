package io.scalewatch.task.runs;

/// A request came with the idempotency key of another one. Becomes a problem detail with status 422.
public final class IdempotencyKeyReusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public IdempotencyKeyReusedException() {
        super("the Idempotency-Key was used for another request; send what is new with a new key");
    }
}
