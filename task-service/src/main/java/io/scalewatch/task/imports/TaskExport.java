package io.scalewatch.task.imports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import io.scalewatch.contracts.codec.Json;
import io.scalewatch.contracts.event.AnswerSpec;
import io.scalewatch.contracts.event.Label;
import io.scalewatch.contracts.event.Message;
import io.scalewatch.task.catalogue.Sample;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Writes samples as rows of a format: exactly those that an import reads as the same samples again, with the
/// same names, so that a task that goes out and comes back is the same version. A task that a format can't hold
/// whole is refused. Without a stream to write to it only finds out whether the task can be held; the samples
/// are to be given in their order.
public final class TaskExport implements SampleSink {

    private static final CsvMapper CSV = CsvMapper.builder()
            .enable(CsvGenerator.Feature.ALWAYS_QUOTE_STRINGS)
            .build();

    private final TaskFormat format;
    private final FileSyntax syntax;
    private final Optional<OutputStream> out;
    private final RowFormat reader;
    private final List<Sample> row = new ArrayList<>();
    private Optional<String> problem = Optional.empty();
    private int rows;

    /// @param first any sample of the task
    /// @param out not closed
    public TaskExport(TaskFormat format, FileSyntax syntax, AnswerSpec first, Optional<OutputStream> out) {
        this.format = format;
        this.syntax = syntax;
        this.out = out;
        this.reader = RowFormat.of(new ImportOptions("export", format, syntax, manifest(format, first)));
    }

    /// What has to be told to whoever reads the rows.
    static TaskManifest manifest(TaskFormat format, AnswerSpec first) {
        TaskManifest manifest = label(first).map(TaskManifest.NONE::withLabel).orElse(TaskManifest.NONE);
        return format == TaskFormat.LM_EVALUATION_HARNESS
                ? manifest.withHarness(ManifestWriter.harness(first))
                : manifest;
    }

    /// Of the wrong answers, where there is one.
    static Optional<Label> label(AnswerSpec first) {
        return first.labels().keySet().stream().findFirst();
    }

    @Override
    public void sample(Sample sample) throws IOException {
        row.add(sample);
        if (row.size() == RowWriter.samplesPerRow(format)) {
            write(List.copyOf(row), false);
            row.clear();
        }
    }

    @Override
    public void heldOut(Sample sample) throws IOException {
        write(List.of(sample), true);
    }

    /// The last thing to be called.
    ///
    /// @return why the task can't be held by the format, where it can't
    public Optional<String> finish() {
        return problem.or(() -> row.isEmpty() ? Optional.empty() : cannot(row.getFirst()));
    }

    private void write(List<Sample> samples, boolean heldOut) throws IOException {
        rows++;
        ObjectNode fields = RowWriter.row(format, samples, heldOut);
        if (problem.isEmpty() && !readsTheSame(fields, samples, heldOut)) {
            problem = cannot(samples.getFirst());
        }
        if (out.isPresent() && problem.isEmpty()) {
            out.get().write(encoded(fields));
        }
    }

    private boolean readsTheSame(ObjectNode fields, List<Sample> samples, boolean heldOut) {
        try {
            Fields row = syntax == FileSyntax.CSV ? new Fields(texts(fields), true) : new Fields(fields, false);
            String ordinal = String.format(Locale.ROOT, "%05d", rows);
            return reader.parse(ordinal, row).equals(new RowFormat.ParsedRow(samples, heldOut));
        } catch (RowException e) {
            return false;
        }
    }

    private Optional<String> cannot(Sample sample) {
        int turns = sample.input().size();
        boolean alone = turns == 1 && sample.input().getFirst().role() == Message.Role.USER;
        return Optional.of("sample " + sample.id() + " has " + (alone ? "a name, a group or answers" : turns + " turns")
                + " that the format can't tell of");
    }

    private byte[] encoded(ObjectNode fields) {
        try {
            if (syntax == FileSyntax.JSONL) {
                return (Json.mapper().writeValueAsString(fields) + "\n").getBytes(StandardCharsets.UTF_8);
            }
            CsvSchema.Builder columns = CsvSchema.builder();
            fields.fieldNames().forEachRemaining(columns::addColumn);
            ObjectWriter writer = CSV.writer(columns.build().withUseHeader(rows == 1));
            return writer.writeValueAsBytes(texts(fields));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("rows can always be written", e);
        }
    }

    /// Numbers and lists as texts.
    private static ObjectNode texts(ObjectNode fields) {
        ObjectNode texts = Json.mapper().createObjectNode();
        fields.properties().forEach(field -> {
            JsonNode value = field.getValue();
            texts.put(field.getKey(), value.isArray() ? RowWriter.python(value) : value.asText());
        });
        return texts;
    }
}
