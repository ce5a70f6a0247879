package io.scalewatch.task.imports;

import io.scalewatch.contracts.event.AnswerKind;
import io.scalewatch.contracts.event.Label;
import io.scalewatch.contracts.event.Message;
import io.scalewatch.task.catalogue.ContentHash;
import io.scalewatch.task.catalogue.Mechanism;
import io.scalewatch.task.catalogue.Sample;
import io.scalewatch.task.catalogue.TaskVersion;
import io.scalewatch.task.imports.ImportResult.Parsed;
import io.scalewatch.task.imports.ImportResult.Rejected;
import io.scalewatch.task.imports.ImportResult.RowError;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Reads classification tasks in the format of the Inverse Scaling Prize: JSON Lines with `prompt`, `classes` (a
/// string that holds a Python list literal) and `answer_index`; other fields, such as `part` and `round`, are
/// ignored.
///
/// The classes that are not the answer are what the task was built to provoke: TRAP. A file is used whole or
/// not at all; the same file twice is the same version.
public final class InverseScalingPrize {

    /// The most bytes that a row may have.
    public static final int ROW_LIMIT = 256 * 1024;

    /// How many errors are told in words; the others are counted.
    public static final int ERRORS_SHOWN = 100;

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final String task;
    private final List<RowError> errors = new ArrayList<>();
    private final List<Sample> samples = new ArrayList<>();
    private final Map<String, Integer> lines = new HashMap<>();
    private int failures;

    private InverseScalingPrize(String task) {
        this.task = task;
    }

    /// Reads the stream to its end; does not close it.
    ///
    /// @param task name that the task is to have
    /// @throws IOException if the stream can't be read
    public static ImportResult read(String task, InputStream in) throws IOException {
        return new InverseScalingPrize(task).read(new RowReader(in, ROW_LIMIT));
    }

    private ImportResult read(RowReader reader) throws IOException {
        int line = 0;
        for (Optional<RowReader.Row> row = reader.next(); row.isPresent(); row = reader.next()) {
            line++;
            try {
                accept(line, row.get());
            } catch (RowException e) {
                reject(line, e.getMessage());
            }
        }
        if (line == 0) {
            reject(1, "the file has no rows");
        }
        return failures > 0 ? new Rejected(errors, failures) : new Parsed(version());
    }

    private void accept(int line, RowReader.Row row) throws RowException {
        if (row.tooLong()) {
            throw new RowException("the row is longer than " + ROW_LIMIT + " bytes");
        }
        String text = row.text();
        if (line == 1 && text.startsWith(BYTE_ORDER_MARK)) {
            text = text.substring(1);
        }
        if (text.isBlank()) {
            throw new RowException("the line is blank: remove it");
        }
        InverseScalingRow parsed = InverseScalingRow.parse(text);
        Integer first = lines.putIfAbsent(parsed.prompt(), line);
        if (first != null) {
            throw new RowException("the prompt is the same as in line " + first);
        }
        String id = String.format(Locale.ROOT, "%05d", line);
        samples.add(
                new Sample(id, List.of(Message.user(parsed.prompt())), id, false, Map.of(), ClassAnswers.of(parsed)));
    }

    private void reject(int line, String reason) {
        failures++;
        if (errors.size() < ERRORS_SHOWN) {
            errors.add(new RowError(line, reason));
        }
    }

    private TaskVersion version() {
        AnswerKind kind = samples.getFirst().answer().kind();
        return new TaskVersion(
                task,
                ContentHash.of(samples),
                Mechanism.UNSPECIFIED,
                "Imported from a file in the format of the Inverse Scaling Prize. Every class that is not the answer "
                        + "is labelled TRAP.",
                kind,
                List.of(Label.TRAP),
                samples);
    }
}
