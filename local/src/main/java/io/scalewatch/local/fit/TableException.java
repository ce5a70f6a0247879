package io.scalewatch.local.fit;

import java.util.List;

/// A table that can't be read, with all that is wrong with it.
final class TableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    /// @param line from 1
    /// @param remedy what to do about it
    record Problem(int line, String reason, String remedy) {}

    TableException(List<Problem> problems) {
        super(problems.getFirst().reason());
        this.problems = List.copyOf(problems);
    }

    TableException(int line, String reason, String remedy) {
        this(List.of(new Problem(line, reason, remedy)));
    }

    List<Problem> problems() {
        return problems;
    }
}
