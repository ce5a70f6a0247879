package io.scalewatch.task.retry;

import java.net.ConnectException;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/// Tells "the database is away", which passes, from "the database says no", which does not.
public final class DatabaseOutage {

    /// Classes of SQLSTATE: connection exception, transaction rollback (a deadlock, for example), insufficient
    /// resources, operator intervention (a shutdown, for example), system error.
    private static final Set<String> PASSING = Set.of("08", "40", "53", "57", "58");

    private DatabaseOutage() {}

    /// Whether the failure, or anything that it was caused by or suppresses, is an outage: the same work may
    /// succeed later.
    public static boolean isCauseOf(Throwable failure) {
        return isCauseOf(failure, Collections.newSetFromMap(new IdentityHashMap<>()));
    }

    private static boolean isCauseOf(Throwable failure, Set<Throwable> seen) {
        return failure != null
                && seen.add(failure)
                && (isOutage(failure)
                        || isCauseOf(failure.getCause(), seen)
                        || Arrays.stream(failure.getSuppressed()).anyMatch(s -> isCauseOf(s, seen)));
    }

    private static boolean isOutage(Throwable failure) {
        return switch (failure) {
            case SQLTransientException e -> true;
            case SQLException e
            when e.getSQLState() != null && e.getSQLState().length() == 5 ->
                PASSING.contains(e.getSQLState().substring(0, 2));
            // The pool's own, without a state: no connection could be had.
            case SQLException e -> true;
            case ConnectException e -> true;
            default -> false;
        };
    }
}
