package io.scalewatch.task.problem;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.scalewatch.task.problem.InvalidRequestException.Violation;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// Says what is wrong with a JSON document, without quoting it and without naming our classes.
final class JsonProblem {

    private JsonProblem() {}

    static Violation of(JsonProcessingException e) {
        if (e instanceof StreamConstraintsException || e.getCause() instanceof StreamConstraintsException) {
            return new Violation("body", "is larger than a request may be", "send less");
        }
        if (e instanceof InvalidFormatException format && format.getTargetType() != null) {
            return new Violation(path(format), "has an unsupported value", remedy(format.getTargetType()));
        }
        if (e instanceof MismatchedInputException mismatch) {
            Class<?> expected = mismatch.getTargetType();
            return new Violation(
                    path(mismatch), "is of the wrong type", expected == null ? "see /q/openapi" : remedy(expected));
        }
        if (e instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
            return mapping.getCause() instanceof IllegalArgumentException own && own.getMessage() != null
                    // Thrown by our records, whose messages name fields and no values.
                    ? new Violation(path(mapping), own.getMessage(), "correct it")
                    : new Violation(path(mapping), "can't be read", "see /q/openapi");
        }
        JsonLocation at = e.getLocation();
        return new Violation(
                "body",
                at == null ? "is not JSON" : "is not JSON, at line " + at.getLineNr() + ", column " + at.getColumnNr(),
                "send one JSON object");
    }

    /// For example `standingEvaluation.tasks[1]`.
    private static String path(JsonMappingException e) {
        StringBuilder path = new StringBuilder();
        for (JsonMappingException.Reference part : e.getPath()) {
            if (part.getFieldName() == null) {
                path.append('[').append(part.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(part.getFieldName());
            }
        }
        return path.isEmpty() ? "body" : path.toString();
    }

    private static String remedy(Class<?> type) {
        if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants())
                    .map(c -> ((Enum<?>) c).name())
                    .collect(Collectors.joining(", ", "use one of ", ""));
        }
        if (type == Integer.class || type == Long.class || type == int.class || type == long.class) {
            return "send a whole number";
        }
        if (Number.class.isAssignableFrom(type) || type == double.class) {
            return "send a number";
        }
        if (type == String.class) {
            return "send a text";
        }
        if (type == Boolean.class || type == boolean.class) {
            return "send true or false";
        }
        if (List.class.isAssignableFrom(type)) {
            return "send a list";
        }
        if (java.time.Instant.class == type) {
            return "send a time such as 2026-01-31T12:00:00Z";
        }
        return "send a JSON object";
    }
}
