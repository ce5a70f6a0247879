package io.scalewatch.task.runs;

import io.scalewatch.task.listing.PageRequest;
import io.scalewatch.task.problem.InvalidRequestException;
import io.scalewatch.task.problem.Violations;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// A page of runs as SQL over `task.run`: whatever comes from outside is a parameter.
///
/// @param field of the order
/// @param outerOrder the same order where the table is called `r`
record RunQuery(String condition, String order, String outerOrder, List<Object> parameters, Field field) {

    /// What runs can be sorted by.
    enum Field {
        CREATED_AT("createdAt", "created_at"),
        PRIORITY("priority", "priority"),
        PLANNED("planned", "planned");

        private final String name;
        private final String column;

        Field(String name, String column) {
            this.name = name;
            this.column = column;
        }

        static List<String> names() {
            return List.of(values()).stream().map(field -> field.name).toList();
        }

        private static Field named(String name) {
            return List.of(values()).stream()
                    .filter(field -> field.name.equals(name))
                    .findFirst()
                    .orElseThrow();
        }

        private String of(RunView run) {
            return switch (this) {
                case CREATED_AT -> run.createdAt().toString();
                case PRIORITY -> String.valueOf(run.priority());
                case PLANNED -> String.valueOf(run.planned());
            };
        }

        private Object read(String value) {
            return switch (this) {
                case CREATED_AT -> RunStore.utc(Instant.parse(value));
                case PRIORITY -> Integer.valueOf(value);
                case PLANNED -> Long.valueOf(value);
            };
        }
    }

    static RunQuery of(RunFilter filter, PageRequest page) {
        List<String> conditions = new ArrayList<>(List.of("true"));
        List<Object> parameters = new ArrayList<>();
        if (!filter.states().isEmpty()) {
            conditions.add("state IN ("
                    + String.join(", ", filter.states().stream().map(s -> "?").toList()) + ")");
            filter.states().forEach(state -> parameters.add(state.name()));
        }
        filter.model().ifPresent(model -> {
            conditions.add("id IN (SELECT run_id FROM task.run_cursor WHERE model = ?)");
            parameters.add(model);
        });
        filter.family().ifPresent(family -> {
            conditions.add("id IN (SELECT c.run_id FROM task.run_cursor c JOIN task.model m ON m.name = c.model"
                    + " WHERE m.family = ?)");
            parameters.add(family);
        });
        filter.task().ifPresent(task -> {
            conditions.add(
                    "EXISTS (SELECT FROM jsonb_array_elements(spec::jsonb -> 'tasks') AS t WHERE t ->> 'name' = ?)");
            parameters.add(task);
        });
        Field field = Field.named(page.field());
        String beyond = page.descending() ? " < " : " > ";
        page.after().ifPresent(after -> {
            conditions.add("(" + field.column + beyond + "? OR (" + field.column + " = ? AND id > ?))");
            try {
                Object value = field.read(after.value());
                parameters.addAll(List.of(value, value, UUID.fromString(after.identity())));
            } catch (DateTimeException | IllegalArgumentException e) {
                throw new InvalidRequestException(new Violations()
                        .add("cursor", "is none that this list has given", "leave it out for the first page")
                        .list());
            }
        });
        String direction = page.descending() ? " DESC" : "";
        return new RunQuery(
                String.join(" AND ", conditions),
                field.column + direction + ", id",
                "r." + field.column + direction + ", r.id",
                parameters,
                field);
    }

    /// The value of a run that a cursor names.
    String value(RunView run) {
        return field.of(run);
    }
}
