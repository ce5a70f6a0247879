package io.scalewatch.task.rescoring;

/// The broker does not say how far `completions` goes. Becomes a problem detail with status 503.
final class BrokerAwayException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BrokerAwayException(Throwable cause) {
        super("the broker does not answer at present: ask again", cause);
    }
}
