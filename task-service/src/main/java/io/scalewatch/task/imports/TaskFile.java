package io.scalewatch.task.imports;

import io.scalewatch.contracts.event.AnswerKind;
import io.scalewatch.contracts.event.Message;
import io.scalewatch.task.catalogue.Sample;
import io.scalewatch.task.imports.ImportResult.Parsed;
import io.scalewatch.task.imports.ImportResult.Rejected;
import io.scalewatch.task.imports.ImportResult.RowError;
import io.scalewatch.task.imports.RowFormat.ParsedRow;
import io.scalewatch.task.imports.RowSource.SourceRow;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/// Reads a task's rows in any format. A file is used whole or not at all, so all its rows are looked at, and
/// every bad one is told of. No more than a row is held at a time.
public final class TaskFile {

    /// The most bytes that a row may have.
    public static final int ROW_LIMIT = 256 * 1024;

    /// The most rows that a file may have.
    public static final int MOST_ROWS = 1_000_000;

    /// The most samples that a file may hold out.
    public static final int MOST_HELD_OUT = 256;

    /// How many errors are told in words; the others are counted.
    public static final int ERRORS_SHOWN = 100;

    private final SampleSink sink;
    private final RowFormat format;
    private final SampleTally tally;
    private final List<RowError> errors = new ArrayList<>();
    private final SeenTexts prompts = new SeenTexts();
    private final SeenTexts ids = new SeenTexts();
    private final boolean namesItsRows;
    private int failures;

    private TaskFile(ImportOptions options, SampleSink sink) {
        this.sink = sink;
        this.format = RowFormat.of(options);
        this.tally = new SampleTally(options);
        this.namesItsRows = options.format() == TaskFormat.SCALEWATCH;
    }

    /// Reads the stream to its end; does not close it.
    ///
    /// @param sink is given the samples as they are read; what it has is to be thrown away where the file turns
    /// out to be bad
    /// @throws IOException if the stream can't be read, or the sink can't write
    public static ImportResult read(ImportOptions options, InputStream in, SampleSink sink) throws IOException {
        RowReader lines = new RowReader(in, ROW_LIMIT);
        RowSource rows = switch (options.syntax()) {
            case JSONL -> new JsonlSource(lines);
            case CSV -> new CsvSource(lines, ROW_LIMIT);
        };
        return new TaskFile(options, sink).read(rows);
    }

    private ImportResult read(RowSource rows) throws IOException {
        int ordinal = 0;
        int line = 1;
        for (Optional<SourceRow> row = rows.next(); row.isPresent(); row = rows.next()) {
            ordinal++;
            line = row.get().line();
            if (ordinal > MOST_ROWS) {
                reject(line, "there are more than " + MOST_ROWS + " rows: divide the file into several tasks");
                break;
            }
            try {
                accept(ordinal, line, row.get().content().fields());
            } catch (RowException e) {
                reject(line, e.getMessage());
            }
        }
        if (ordinal == 0) {
            reject(1, "the file has no rows");
        } else if (failures == 0 && tally.samples() == 0) {
            reject(line, "every row is held out: nothing is left to be asked");
        }
        return failures > 0 ? new Rejected(errors, failures) : new Parsed(tally.profile(format.remarks()));
    }

    private void accept(int ordinal, int line, Fields fields) throws RowException, IOException {
        ParsedRow row = format.parse(String.format(Locale.ROOT, "%05d", ordinal), fields);
        refuseSame("the prompt is", prompts.see(prompt(row), line));
        if (namesItsRows) {
            for (Sample sample : row.samples()) {
                refuseSame("the id is", ids.see(List.of(sample.id()), line));
            }
        }
        if (row.heldOut() && tally.heldOut() == MOST_HELD_OUT) {
            throw new RowException("more than " + MOST_HELD_OUT + " rows are held out");
        }
        for (Sample sample : row.samples()) {
            tally.add(sample, row.heldOut());
            // Nothing will come of it.
            if (failures > 0) {
                continue;
            }
            if (row.heldOut()) {
                sink.heldOut(sample);
            } else {
                sink.sample(sample);
            }
        }
    }

    /// What a model reads; for log-probabilities also what it is asked about.
    private static List<String> prompt(ParsedRow row) {
        List<String> parts = new ArrayList<>();
        for (Sample sample : row.samples()) {
            for (Message message : sample.input()) {
                parts.add(message.role().name());
                parts.add(message.content());
            }
            if (sample.answer().kind() == AnswerKind.LOGPROB) {
                parts.addAll(sample.answer().choices());
            }
        }
        return parts;
    }

    private static void refuseSame(String what, OptionalInt line) throws RowException {
        if (line.isPresent()) {
            throw new RowException(what + " the same as in line " + line.getAsInt());
        }
    }

    private void reject(int line, String reason) {
        failures++;
        if (errors.size() < ERRORS_SHOWN) {
            errors.add(new RowError(line, reason));
        }
    }
}
