package io.scalewatch.task.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.scalewatch.task.imports.ImportResult.RowError;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The corpus of bad rows in `malformed.txt`: each is refused in its line, with its reason.
class MalformedFilesTest {

    record Case(String format, String file, RowError error) {

        @Override
        public String toString() {
            return format + ", " + error.reason();
        }
    }

    static List<Case> corpus() {
        try (InputStream in = MalformedFilesTest.class.getResourceAsStream("malformed.txt")) {
            String[] blocks = new String(in.readAllBytes(), StandardCharsets.UTF_8).split("(?m)^== ");
            return Stream.of(blocks).skip(1).map(MalformedFilesTest::parse).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Case parse(String block) {
        int begins = block.indexOf('\n') + 1;
        int ends = block.indexOf("\n=> ");
        String[] error = block.substring(ends + 4).strip().split(": ", 2);
        return new Case(
                block.substring(0, begins).strip(),
                block.substring(begins, ends),
                new RowError(Integer.parseInt(error[0]), error[1]));
    }

    @ParameterizedTest
    @MethodSource("corpus")
    void isRefusedInItsLineWithItsReason(Case bad) {
        if (bad.format().equals("manifest")) {
            InvalidManifestException thrown =
                    catchThrowableOfType(InvalidManifestException.class, () -> ManifestReader.read(bytes(bad.file())));
            assertThat(thrown).as(bad.file()).isNotNull();
            assertThat(thrown.errors()).containsExactly(bad.error());
            return;
        }

        ImportResult result = read(bad);

        assertThat(result).isEqualTo(new ImportResult.Rejected(List.of(bad.error()), 1));
    }

    @Test
    void theCorpusHasManyKindsOfBadRow() {
        List<String> reasons = new ArrayList<>();
        for (Case bad : corpus()) {
            String reason = bad.error().reason().replaceAll("\\d+", "N");
            if (!reasons.contains(reason)) {
                reasons.add(reason);
            }
        }

        assertThat(reasons).hasSizeGreaterThan(80);
    }

    private static ImportResult read(Case bad) {
        String[] format = bad.format().split(" ");
        String[] parts = format[0].equals("lm-evaluation-harness") ? bad.file().split("\n---\n") : new String[] {""};
        TaskManifest manifest = parts.length == 2 ? TaskFiles.manifest(parts[0]) : TaskManifest.NONE;
        ImportOptions options = new ImportOptions(
                "bad",
                TaskFormat.of(format[0]).orElseThrow(),
                FileSyntax.of(format[1]).orElseThrow(),
                manifest);
        try {
            return TaskFile.read(options, bytes(parts.length == 2 ? parts[1] : bad.file()), new SampleList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ByteArrayInputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
