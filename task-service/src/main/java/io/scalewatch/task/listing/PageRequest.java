package io.scalewatch.task.listing;

import io.scalewatch.task.problem.Violations;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/// Which part of a list is asked for: the one way in which every list is paged and sorted. Pages begin after an
/// item, not at a number, so that what is added meanwhile neither repeats nor hides any.
///
/// @param limit the most items
/// @param field what they are sorted by
/// @param descending the largest first
/// @param after the last item of the page before: its value of the field, and its identity
public record PageRequest(int limit, String field, boolean descending, Optional<After> after) {

    public static final int MOST = 1000;
    private static final char SEPARATOR = '\n';

    public record After(String value, String identity) {}

    /// @param sort a field, with `-` in front for the largest first
    /// @param cursor as the page before gave it
    /// @param fields that the list can be sorted by
    /// @param violations gets everything that is wrong with them
    public static PageRequest of(
            int limit, String sort, Optional<String> cursor, List<String> fields, Violations violations) {
        violations.require(limit >= 1 && limit <= MOST, "limit", "is " + limit, "give a number from 1 to " + MOST);
        boolean descending = sort.startsWith("-");
        String field = descending ? sort.substring(1) : sort;
        violations.require(
                fields.contains(field),
                "sort",
                "is no field to sort by",
                "use one of " + String.join(", ", fields) + ", with - in front for the largest first");
        Optional<After> after = cursor.flatMap(text -> {
            Optional<After> decoded = decode(text, sort);
            violations.require(
                    decoded.isPresent(),
                    "cursor",
                    "is none that this list and order have given",
                    "follow the Link header of the page before, or leave it out for the first page");
            return decoded;
        });
        return new PageRequest(limit, field, descending, after);
    }

    /// Where the page begins that follows this item.
    public String cursorAfter(String value, String identity) {
        String text = (descending ? "-" : "") + field + SEPARATOR + value + SEPARATOR + identity;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Optional<After> decode(String cursor, String sort) {
        try {
            List<String> parts = Arrays.asList(new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8)
                    .split(String.valueOf(SEPARATOR), -1));
            return parts.size() == 3 && parts.getFirst().equals(sort)
                    ? Optional.of(new After(parts.get(1), parts.get(2)))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
