package io.scalewatch.task.imports;

import io.scalewatch.task.imports.ImportResult.RowError;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Collects what is wrong with a YAML file, with the lines of its keys.
final class ManifestErrors {

    private final List<RowError> errors = new ArrayList<>();
    private List<String> lines = List.of();

    void locate(String text) {
        lines = text.lines().toList();
    }

    ManifestErrors at(int line, String reason) {
        errors.add(new RowError(line, reason));
        return this;
    }

    /// @param key of which the first line that begins with it is named
    void at(String key, String reason) {
        int line = 1;
        for (int i = 0; i < lines.size() && line == 1; i++) {
            line = lines.get(i).stripLeading().startsWith(key + ":") ? i + 1 : 1;
        }
        at(line, reason);
    }

    InvalidManifestException exception() {
        return new InvalidManifestException(
                errors.stream().sorted(Comparator.comparingInt(RowError::line)).toList());
    }

    void throwIfAny() throws InvalidManifestException {
        if (!errors.isEmpty()) {
            throw exception();
        }
    }
}
