package io.scalewatch.analysis.history;

import io.scalewatch.contracts.event.ScalingAlert;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/// Does something about alerts when they are written down: what it writes is there exactly when they are.
public interface AlertListener {

    /// In the transaction that stores them.
    ///
    /// @param news events that were not stored before, in the order of their topic: each comes here once, however
    ///     often it is read, but again in a transaction that follows one that failed
    void storing(Connection connection, List<ScalingAlert> news) throws SQLException;

    /// After that transaction was committed, on the thread that reads the topic.
    void stored();
}
