package io.scalewatch.local.imports;

import io.scalewatch.local.tasks.AskedSample;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What a file would become, as the service tells it.
record PreviewSheet(
        String task,
        String version,
        boolean exists,
        String format,
        int samples,
        int heldOut,
        int controls,
        int groups,
        Map<String, Integer> kinds,
        Map<String, Integer> labels,
        List<String> warnings,
        List<AskedSample> examples) {

    String text() {
        StringBuilder text = new StringBuilder();
        line(
                text,
                "task " + task + ", version " + version + (exists ? " (there already)" : " (new)") + ", format "
                        + format);
        line(
                text,
                samples + " samples in " + groups + " groups, " + controls + " of them controls; " + heldOut
                        + " held out");
        line(text, "answers: " + counts(kinds));
        line(text, "provoked labels: " + (labels == null || labels.isEmpty() ? "none" : counts(labels)));
        warnings.forEach(warning -> line(text, "note: " + warning));
        examples.forEach(example -> text.append(example.text()));
        line(text, "");
        line(text, "nothing was stored");
        return text.toString();
    }

    private static String counts(Map<String, Integer> counts) {
        return new TreeMap<>(counts)
                .entrySet().stream()
                        .map((Entry<String, Integer> count) -> count.getKey() + " " + count.getValue())
                        .collect(Collectors.joining(", "));
    }

    private static void line(StringBuilder text, String line) {
        text.append(line).append(System.lineSeparator());
    }
}
