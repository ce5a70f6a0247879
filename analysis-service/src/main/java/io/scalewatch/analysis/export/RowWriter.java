package io.scalewatch.analysis.export;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// Takes a table row by row; what it holds in memory does not grow with them. Closing it ends the table and
/// leaves the stream open.
public interface RowWriter extends Closeable {

    /// @param cells one for each column; an empty cell is [Optional#empty()]
    void write(List<?> cells) throws IOException;

    /// Whether a cell is empty.
    static boolean isEmpty(Object cell) {
        return cell.equals(Optional.empty());
    }
}
