package io.scalewatch.task.catalogue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;

/// The words that generators choose from. Each is a resource: a row a line, fields separated by `|`, lists
/// within a field by `;`, lines with `#` are comments.
final class Vocabulary {

    private Vocabulary() {}

    /// The rows of a resource beside this class.
    ///
    /// @throws IllegalStateException if a row has not that many fields, or one is empty
    static List<Row> rows(String resource, int fields) {
        try (InputStream in = Vocabulary.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("vocabulary " + resource + " is missing");
            }
            return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> row(resource, line, fields))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// One of them.
    static <T> T pick(List<T> items, SplittableRandom random) {
        return items.get(random.nextInt(items.size()));
    }

    /// The first fields of several rows, all different.
    static List<String> several(List<Row> rows, int number, SplittableRandom random) {
        List<String> texts =
                new ArrayList<>(rows.stream().map(row -> row.text(0)).toList());
        Collections.shuffle(texts, new Random(random.nextLong()));
        return texts.subList(0, number);
    }

    private static Row row(String resource, String line, int fields) {
        List<String> parts =
                Arrays.stream(line.split("\\|", -1)).map(String::strip).toList();
        if (parts.size() != fields || parts.stream().anyMatch(String::isEmpty)) {
            throw new IllegalStateException("vocabulary " + resource + " needs " + fields + " fields in: " + line);
        }
        return new Row(parts);
    }

    /// One line of a vocabulary.
    record Row(List<String> fields) {

        String text(int field) {
            return fields.get(field);
        }

        List<String> list(int field) {
            return Arrays.stream(fields.get(field).split(";"))
                    .map(String::strip)
                    .toList();
        }
    }
}
