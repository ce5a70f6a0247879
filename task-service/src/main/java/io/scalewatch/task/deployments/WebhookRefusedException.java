package io.scalewatch.task.deployments;

/// A webhook's call was not shown to come from who knows the secret. Becomes a problem detail with status 401.
final class WebhookRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    WebhookRefusedException(String reason) {
        super(reason);
    }
}
