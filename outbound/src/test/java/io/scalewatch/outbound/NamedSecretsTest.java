package io.scalewatch.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NamedSecretsTest {

    private final NamedSecrets keys = new NamedSecrets(
            Map.of("open-router", "configured", "blank", "  "),
            Optional.empty(),
            Map.of("open-router", "shadowed", "LAB_KEY", "from-environment", "exact.name", " exact\n"),
            () -> 0);

    @Test
    void whatIsConfiguredComesFirst() {
        assertThat(keys.find("open-router")).contains("configured");
    }

    @Test
    void theEnvironmentIsAskedByTheNameAndByItsUsualForm() {
        assertThat(keys.find("exact.name")).contains("exact");
        assertThat(keys.find("lab-key")).contains("from-environment");
    }

    @Test
    void anUnknownOrBlankKeyIsNone() {
        assertThat(keys.find("other")).isEmpty();
        assertThat(keys.find("blank")).isEmpty();
    }

    @Test
    void aFileIsReadAndReadAgainWhenTheKeyIsRotated(@TempDir Path directory) throws IOException {
        long[] now = {0};
        NamedSecrets mounted = new NamedSecrets(
                Map.of("configured", "configured"),
                Optional.of(directory),
                Map.of("lab", "from-environment"),
                () -> now[0]);
        Files.writeString(directory.resolve("lab"), "first\n");
        Files.writeString(directory.resolve("configured"), "shadowed");

        assertThat(mounted.find("lab")).contains("first");
        assertThat(mounted.find("configured")).contains("configured");

        Files.writeString(directory.resolve("lab"), "second\n");
        now[0] = NamedSecrets.REREAD.toNanos() - 1;
        assertThat(mounted.find("lab")).as("not read with each call").contains("first");
        now[0]++;
        assertThat(mounted.find("lab")).contains("second");

        Files.writeString(directory.resolve("lab"), "");
        now[0] += NamedSecrets.REREAD.toNanos();
        assertThat(mounted.find("lab")).as("while it is written over").contains("second");
        Files.writeString(directory.resolve("lab"), "third");
        now[0] += NamedSecrets.REREAD.toNanos();
        assertThat(mounted.find("lab")).contains("third");

        Files.delete(directory.resolve("lab"));
        now[0] += NamedSecrets.REREAD.toNanos();
        assertThat(mounted.find("lab")).as("once more").contains("third");
        now[0] += NamedSecrets.REREAD.toNanos();
        assertThat(mounted.find("lab")).contains("from-environment");
    }

    @Test
    void whatIsNotThereIsNotRemembered(@TempDir Path directory) throws IOException {
        NamedSecrets mounted = new NamedSecrets(Map.of(), Optional.of(directory), Map.of(), () -> 0);
        assertThat(mounted.find("lab")).isEmpty();

        Files.writeString(directory.resolve("lab"), "key");

        assertThat(mounted.find("lab")).contains("key");
    }

    @Test
    void aKeyThatNoHeaderTakesIsNone() {
        NamedSecrets configured = new NamedSecrets(
                Map.of("lines", "one\ntwo", "quotes", "\u201ckey\u201d"), Optional.empty(), Map.of(), () -> 0);

        assertThat(configured.find("lines")).isEmpty();
        assertThat(configured.find("quotes")).isEmpty();
    }

    @Test
    void noNameLeadsOutOfTheDirectory(@TempDir Path directory) throws IOException {
        Path keys = Files.createDirectories(directory.resolve("keys/nested"));
        Files.writeString(directory.resolve("secret"), "other");
        Files.writeString(keys.resolve("secret"), "other");
        NamedSecrets mounted = new NamedSecrets(Map.of(), Optional.of(keys.getParent()), Map.of(), () -> 0);

        assertThat(List.of("../secret", "nested/secret", "nested", "..", ".", "", directory + "/secret", "a\0b"))
                .allMatch(name -> mounted.find(name).isEmpty());
    }

    @Test
    void neverShowsAKey() {
        assertThat(keys.toString()).doesNotContain("configured-", "environment", "exact");
    }
}
