package io.scalewatch.task.imports;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import io.scalewatch.contracts.codec.Json;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// One row of a classification task of the Inverse Scaling Prize, checked.
///
/// @param classes without the space that they start with, at least two and all different
/// @param answer position of the right one
record InverseScalingRow(String prompt, List<String> classes, int answer) {

    private static final ObjectReader READER = Json.mapper()
            .reader()
            .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .with(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

    /// @throws RowException says what is wrong
    static InverseScalingRow parse(String line) throws RowException {
        JsonNode row = json(line);
        String prompt = text(row, "prompt");
        if (prompt.isBlank()) {
            throw new RowException("prompt is empty");
        }
        List<String> classes = classes(row);
        return new InverseScalingRow(prompt, classes, answer(row, classes.size()));
    }

    private static JsonNode json(String line) throws RowException {
        try {
            JsonNode row = READER.readTree(line);
            if (row == null || !row.isObject()) {
                throw new RowException("the line is not a JSON object");
            }
            return row;
        } catch (JsonProcessingException e) {
            // The message of the parser quotes the row, which may be confidential.
            throw new RowException("the line is not JSON: see column "
                    + (e.getLocation() == null ? 1 : e.getLocation().getColumnNr()));
        }
    }

    private static String text(JsonNode row, String field) throws RowException {
        JsonNode value = row.get(field);
        if (value == null || value.isNull()) {
            throw new RowException(field + " is missing");
        }
        if (!value.isTextual()) {
            throw new RowException(field + " is not a string");
        }
        return encodable(value.textValue(), field);
    }

    private static List<String> classes(JsonNode row) throws RowException {
        List<String> classes = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (String item : PythonList.parse(text(row, "classes"))) {
            String name = encodable(item, "classes").strip();
            if (name.isEmpty()) {
                throw new RowException("classes has an empty one");
            }
            if (!seen.add(name)) {
                throw new RowException("classes has the same one twice");
            }
            classes.add(name);
        }
        if (classes.size() < 2) {
            throw new RowException("classes needs at least two");
        }
        return classes;
    }

    private static int answer(JsonNode row, int classes) throws RowException {
        JsonNode index = row.get("answer_index");
        if (index == null || index.isNull()) {
            throw new RowException("answer_index is missing");
        }
        if (!index.isIntegralNumber()) {
            throw new RowException("answer_index is not a whole number");
        }
        if (!index.canConvertToInt() || index.intValue() < 0 || index.intValue() >= classes) {
            throw new RowException("answer_index is out of range: there are " + classes + " classes, counted from 0");
        }
        return index.intValue();
    }

    /// Half of a surrogate pair can be escaped in JSON and Python, but can't be sent to any model.
    private static String encodable(String text, String field) throws RowException {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                if (!Character.isSurrogatePair(text.charAt(i), i + 1 < text.length() ? text.charAt(i + 1) : 0)) {
                    throw new RowException(field + " has half of a surrogate pair, which is not a character");
                }
                i++;
            }
        }
        return text;
    }
}
