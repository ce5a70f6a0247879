package io.scalewatch.task.imports;

import java.util.Locale;
import java.util.Optional;

/// How a file is divided into rows.
public enum FileSyntax {
    /// A JSON object in every line.
    JSONL,
    /// A header and records, separated by commas (RFC 4180).
    CSV;

    /// The syntax of that name, in lower case.
    public static Optional<FileSyntax> of(String id) {
        return switch (id) {
            case "jsonl" -> Optional.of(JSONL);
            case "csv" -> Optional.of(CSV);
            default -> Optional.empty();
        };
    }

    /// What the name of a file says.
    public static FileSyntax ofFile(String name) {
        return name.toLowerCase(Locale.ROOT).endsWith(".csv") ? CSV : JSONL;
    }
}
