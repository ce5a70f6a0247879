package io.scalewatch.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.scalewatch.local.stack.LocalStack;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A file that is larger than task-service's heap comes in as a form and as a body. 20 MiB by default; 200 with
/// `-Dimport.mib=200`, which the heap does not hold.
class LargeImportIT {

    private static final long MEBIBYTE = 1L << 20;
    private static final long SIZE = Integer.getInteger("import.mib", 20) * MEBIBYTE;

    @TempDir
    Path folder;

    private final LocalStack stack = SharedStack.get();
    private final Http http = new Http();

    @Test
    void isReadRowByRow() throws Exception {
        Path file = folder.resolve("large.jsonl");
        int rows = write(file);
        long pid = stack.pids().get("task-service");

        JsonNode form = imported(http.postForm(
                stack.taskService().resolve("/api/tasks/large-form/import?format=inverse-scaling-prize"), file));
        JsonNode body = imported(http.postFile(
                stack.taskService().resolve("/api/tasks/large-body/import?format=inverse-scaling-prize"), file));

        assertThat(form.get("samples").asInt()).isEqualTo(rows);
        assertThat(body.get("version").asText()).isEqualTo(form.get("version").asText());
        assertThat(stack.pids()).as("nothing was started again").containsEntry("task-service", pid);
    }

    private static JsonNode imported(Http.Answer answer) {
        assertThat(answer.status()).as(() -> answer.body().toString()).isEqualTo(201);
        return answer.body();
    }

    private static int write(Path file) throws IOException {
        String filler = "The quick brown fox jumps over the lazy dog. ".repeat(20);
        int rows = 0;
        try (Writer out = Files.newBufferedWriter(file)) {
            for (long written = 0; written < SIZE; rows++) {
                String row =
                        "{\"prompt\": \"%s Line %d ends with\", \"classes\": \"[' heart', ' house']\", \"answer_index\": %d}%n"
                                .formatted(filler, rows, rows % 2);
                out.write(row);
                written += row.length();
            }
        }
        return rows;
    }
}
