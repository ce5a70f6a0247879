package io.scalewatch.local.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// What the benchmark asks: tasks whose prompts have 256 bytes, of simulated models whose answers have 100.
///
/// @param models in each of the two families
/// @param examples of each task that one run asks
/// @param trials of each prompt
record Workload(int models, int examples, int trials) {

    static final int PROMPT_BYTES = 256;
    static final int ANSWER_BYTES = 100;
    /// Scores are partitioned by family and task: several tasks keep several partitions busy, as real use does.
    static final List<String> TASKS = List.of("bench-1", "bench-2", "bench-3", "bench-4");

    static final String WARM_UP = "warm-up";
    static final String MEASURED = "measured";

    private static final int MOST_EXAMPLES = 500;
    private static final long SMALLEST_SIZE = 70_000_000L;

    /// The smallest workload of at least so many prompts a run.
    static Workload of(int prompts, int models) {
        int perTask = ceil(prompts, models * TASKS.size());
        int examples = Math.min(perTask, MOST_EXAMPLES);
        return new Workload(models, examples, ceil(perTask, examples));
    }

    long prompts() {
        return (long) models * TASKS.size() * examples * trials;
    }

    /// Writes the task files, to import, and the description of the models.
    ///
    /// @return the description
    Path write(Path folder, int latencyMs) throws IOException {
        Files.createDirectories(folder);
        for (String task : TASKS) {
            Files.write(file(folder, task), rows(task));
        }
        List<String> spec = new ArrayList<>(
                List.of("latencyMs: " + latencyMs, "filler: " + ANSWER_BYTES, "bookkeeping: false", "imports:"));
        TASKS.forEach(task -> spec.add("  - {task: " + task + ", file: " + file(Path.of(""), task) + "}"));
        spec.add("families:");
        for (String family : List.of(WARM_UP, MEASURED)) {
            spec.add("  - name: " + family);
            spec.add("    models:");
            for (int model = 0; model < models; model++) {
                spec.add("      - {name: " + modelName(family, model) + ", parameters: " + parameters(model) + "}");
            }
            spec.add("    tasks:");
            TASKS.forEach(task -> spec.add("      " + task + ": {rates: {CORRECT: {kind: constant, rate: 0.8}}}"));
        }
        return Files.write(folder.resolve("bench.yaml"), spec);
    }

    static Path file(Path folder, String task) {
        return folder.resolve(task + ".jsonl");
    }

    static String modelName(String family, int model) {
        return family + "-" + (model + 1);
    }

    /// Every size is twice the one before.
    static long parameters(int model) {
        return SMALLEST_SIZE << Math.min(model, 30);
    }

    private static List<String> rows(String task) {
        return IntStream.range(0, MOST_EXAMPLES)
                .mapToObj(row -> "{\"prompt\": \"" + prompt(task, row) + "\", \"classes\": \"[' yes', ' no']\","
                        + " \"answer_index\": " + row % 2 + "}")
                .toList();
    }

    static String prompt(String task, int row) {
        StringBuilder prompt = new StringBuilder("Question " + (row + 1) + " of " + task + ":");
        String end = " Is that so? Answer:";
        for (int word = row; prompt.length() + end.length() < PROMPT_BYTES - 10; word++) {
            prompt.append(" word-").append(word % 1000);
        }
        prompt.append(" ");
        prompt.append("x".repeat(PROMPT_BYTES - prompt.length() - end.length())).append(end);
        if (prompt.toString().getBytes(StandardCharsets.UTF_8).length != PROMPT_BYTES) {
            throw new IllegalStateException("a prompt has " + prompt.length() + " bytes");
        }
        return prompt.toString();
    }

    private static int ceil(int a, int b) {
        return Math.max(1, (a + b - 1) / b);
    }
}
