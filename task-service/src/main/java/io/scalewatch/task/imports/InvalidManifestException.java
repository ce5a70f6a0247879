package io.scalewatch.task.imports;

import io.scalewatch.task.imports.ImportResult.RowError;
import java.util.List;

/// The YAML of a task that can't be used, with every reason.
public final class InvalidManifestException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient List<RowError> errors;

    InvalidManifestException(List<RowError> errors) {
        super(errors.size() + " errors in the task's YAML", null, false, false);
        this.errors = List.copyOf(errors);
    }

    public List<RowError> errors() {
        return errors;
    }
}
