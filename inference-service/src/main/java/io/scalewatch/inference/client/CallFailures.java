package io.scalewatch.inference.client;

import io.scalewatch.contracts.event.FailureKind;
import io.scalewatch.inference.provider.CallResult;
import io.vertx.core.http.HttpClosedException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/// What an exception of the HTTP client says about the call. Messages are our own: an exception's may quote.
final class CallFailures {

    private CallFailures() {}

    static CallResult.Failed of(Throwable thrown) {
        for (Throwable t = thrown; t != null && t.getCause() != t; t = t.getCause()) {
            CallResult.Failed failure = known(t);
            if (failure != null) {
                return failure;
            }
        }
        return thrown instanceof IOException
                ? failed(FailureKind.UNREACHABLE, "the connection broke off")
                : failed(
                        FailureKind.UNREACHABLE,
                        "the call ended with " + thrown.getClass().getSimpleName());
    }

    private static CallResult.Failed known(Throwable t) {
        return switch (t) {
            case ResponseTooLongException e -> failed(FailureKind.INVALID_RESPONSE, e.getMessage());
            // The client tells this apart from a connection that was closed before the response began.
            case HttpClosedException e -> failed(FailureKind.INVALID_RESPONSE, "the response broke off");
            case UnknownHostException e -> failed(FailureKind.UNREACHABLE, "unknown host");
            case ConnectException e -> failed(FailureKind.UNREACHABLE, "no connection");
            case SSLException e -> failed(FailureKind.UNREACHABLE, "no secure connection");
            case TimeoutException e -> failed(FailureKind.TIMEOUT, "no answer in time");
            default -> null;
        };
    }

    private static CallResult.Failed failed(FailureKind kind, String message) {
        return new CallResult.Failed(kind, message);
    }
}
