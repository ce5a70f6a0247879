package io.scalewatch.task.imports;

import java.io.IOException;
import java.util.Optional;

/// The rows of a file, one after the other.
interface RowSource {

    /// The next row, empty at the end of the file.
    ///
    /// @throws IOException if the file can't be read
    Optional<SourceRow> next() throws IOException;

    /// @param line where the row begins, counted from 1
    record SourceRow(int line, Content content) {}

    /// What is in a row, or why it can't be read.
    interface Content {

        /// @throws RowException says what is wrong with it
        Fields fields() throws RowException;
    }
}
