package io.scalewatch.task.imports;

import java.util.List;

/// What became of a file: a task, or every reason why not.
public sealed interface ImportResult {

    /// Every row is good, and its samples have gone to the sink.
    record Parsed(TaskProfile profile) implements ImportResult {}

    /// At least one row is not, so nothing of the file is to be used.
    ///
    /// @param errors the first ones, in the order of the lines
    /// @param total how many there are in all
    record Rejected(List<RowError> errors, int total) implements ImportResult {

        public Rejected {
            errors = List.copyOf(errors);
        }
    }

    /// @param line counted from 1
    /// @param reason what is wrong with the row, and where it helps, what to do about it
    record RowError(int line, String reason) {}
}
