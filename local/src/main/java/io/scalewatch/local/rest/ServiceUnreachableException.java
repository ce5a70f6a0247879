package io.scalewatch.local.rest;

import java.net.URI;

/// Nobody listens where a service should be.
public final class ServiceUnreachableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ServiceUnreachableException(URI service, Throwable cause) {
        super(
                "no Scalewatch answers at " + service + ": start it with ./scalewatch up, or name another with --url",
                cause);
    }
}
