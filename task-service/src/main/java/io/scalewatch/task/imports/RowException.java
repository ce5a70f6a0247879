package io.scalewatch.task.imports;

/// A row that can't be used; the message says why in a user's words.
final class RowException extends Exception {

    private static final long serialVersionUID = 1L;

    RowException(String reason) {
        super(reason, null, false, false);
    }
}
