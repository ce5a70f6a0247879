package io.scalewatch.scoring.labelling;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import io.scalewatch.contracts.codec.Json;
import io.scalewatch.contracts.event.AnswerKind;
import io.scalewatch.contracts.event.AnswerSpec;
import io.scalewatch.contracts.event.FinishReason;
import io.scalewatch.contracts.event.Label;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// A completion of the corpus, in the form that `scalewatch label` reads, with what a reader says it is.
///
/// @param expected the reader's label
/// @param why for `UNPARSED`, the reader's reason
/// @param style what the completion is an example of
record CorpusRow(
        String kind,

        @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
        List<String> target,

        List<String> choices,
        Map<String, List<String>> labels,
        String completion,
        Optional<FinishReason> finish,
        Label expected,
        Optional<String> why,
        String style) {

    private static final String FILE = "/io/scalewatch/scoring/corpus.jsonl";

    static List<CorpusRow> all() {
        ObjectReader reader =
                Json.mapper().readerFor(CorpusRow.class).with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
        List<CorpusRow> rows = new ArrayList<>();
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(CorpusRow.class.getResourceAsStream(FILE), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                rows.add(reader.readValue(line));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return rows;
    }

    AnswerSpec spec() {
        Map<Label, List<String>> byLabel = new EnumMap<>(Label.class);
        if (labels != null) {
            labels.forEach((label, values) -> byLabel.put(Label.valueOf(label.toUpperCase(Locale.ROOT)), values));
        }
        return new AnswerSpec(
                AnswerKind.valueOf(kind.toUpperCase(Locale.ROOT)), target, choices, byLabel, Optional.empty());
    }

    Verdict label() throws UnscorableException {
        FinishReason reason = finish == null ? FinishReason.STOP : finish.orElse(FinishReason.STOP);
        return new CompletionLabeller().label(spec(), completion, Optional.of(reason));
    }

    /// The label, and why where there is none.
    String expectation() {
        return expected + (why == null ? "" : why.map(reason -> " " + reason).orElse(""));
    }
}
