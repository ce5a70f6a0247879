package io.scalewatch.analysis.forms;

/// No best fit of a form was found for a curve.
final class FormNotFoundException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    FormNotFoundException() {
        super("the search does not come to an end");
    }
}
