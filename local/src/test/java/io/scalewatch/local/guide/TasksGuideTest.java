package io.scalewatch.local.guide;

import static org.assertj.core.api.Assertions.assertThat;

import io.scalewatch.task.catalogue.BuiltInTasks;
import io.scalewatch.task.catalogue.Dial;
import io.scalewatch.task.catalogue.TaskDefinition;
import io.scalewatch.task.catalogue.Variant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The tables of docs/tasks.md say what the catalogue says.
class TasksGuideTest {

    private static final Path GUIDE = Path.of("..").resolve("docs/tasks.md");
    private static final Pattern NAME = Pattern.compile("`([^`]+)`");

    /// The cells of the table under a heading, without its head.
    private static List<List<String>> table(String heading) throws IOException {
        String section =
                Files.readString(GUIDE).split("\n## " + heading + "\n")[1].split("\n## ")[0];
        return section.lines()
                .filter(line -> line.startsWith("| "))
                .skip(1)
                .map(line -> Arrays.stream(line.split("\\|"))
                        .map(String::strip)
                        .filter(cell -> !cell.isEmpty())
                        .toList())
                .toList();
    }

    private static List<String> names(String cell) {
        return NAME.matcher(cell).results().map(match -> match.group(1)).toList();
    }

    @Test
    void theTableHasEveryTaskWithItsMechanismLabelAndDials() throws IOException {
        List<List<String>> rows = table("The built-in tasks");
        List<TaskDefinition> tasks = BuiltInTasks.definitions();

        assertThat(rows)
                .extracting(row -> names(row.get(0)).getFirst())
                .isEqualTo(tasks.stream().map(TaskDefinition::name).toList());
        for (int i = 0; i < tasks.size(); i++) {
            TaskDefinition task = tasks.get(i);
            List<String> row = rows.get(i);
            assertThat(row).as(task.name()).hasSize(6);
            assertThat(row.get(1))
                    .as(task.name())
                    .isEqualTo(task.mechanism().name().toLowerCase(Locale.ROOT).replace('_', '-'));
            assertThat(row.get(4))
                    .as(task.name())
                    .startsWith(task.labels().getFirst().name() + ": ");
            assertThat(names(row.get(5)))
                    .as(task.name())
                    .isEqualTo(task.dials().stream().map(Dial::name).toList());
        }
    }

    @Test
    void theTableHasEveryVariant() throws IOException {
        List<String> named = table("Variants").stream()
                .flatMap(row -> names(row.get(0)).stream())
                .toList();

        // Of the numbers of shots, the first and the last.
        assertThat(named)
                .isEqualTo(Variant.ALL.stream()
                        .map(Variant::id)
                        .filter(id -> !id.matches("few-shot-([3-9]|1[0-5])"))
                        .toList());
        assertThat(String.join(", ", named).replace("few-shot-2, few-shot-16", "few-shot-2 to few-shot-16"))
                .isEqualTo(Variant.KNOWN);
    }
}
