package io.scalewatch.inference.client;

import java.io.IOException;

/// A response that is longer than what is read.
final class ResponseTooLongException extends IOException {

    private static final long serialVersionUID = 1L;

    ResponseTooLongException(int most) {
        super("the response is longer than " + most + " bytes");
    }
}
