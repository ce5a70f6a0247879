package io.scalewatch.local.rest;

import java.net.URI;

/// Nobody listens where a service should be.
public final class ServiceUnreachableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /// @param option by which another address is given
    public ServiceUnreachableException(URI service, String option, Throwable cause) {
        super(
                "no Scalewatch answers at " + service + ": start it with ./scalewatch up, or name another with "
                        + option,
                cause);
    }
}
