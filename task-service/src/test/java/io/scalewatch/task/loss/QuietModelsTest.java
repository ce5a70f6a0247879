package io.scalewatch.task.loss;

import static org.assertj.core.api.Assertions.assertThat;

import io.scalewatch.task.publishing.ModelOfRun;
import io.scalewatch.task.publishing.ModelOnEndpoint;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class QuietModelsTest {

    private static final UUID RUN = new UUID(1, 2);
    private static final long SECOND = 1_000_000_000L;

    private final QuietModels quiet = new QuietModels(5 * SECOND);

    private static ModelOfRun row(boolean running, long position, long ended) {
        return new ModelOfRun(
                RUN, 0, new ModelOnEndpoint("e", "m", "1"), running, 100, position, ended, 0, ended, 0, 0, false);
    }

    @Test
    void isQuietWithPromptsOutAndNoProgressForTheTime() {
        ModelOfRun row = row(true, 10, 9);

        assertThat(quiet.observe(List.of(row), 0)).isEmpty();
        assertThat(quiet.observe(List.of(row), 4 * SECOND)).isEmpty();
        assertThat(quiet.observe(List.of(row), 5 * SECOND)).containsExactly(row);
    }

    @Test
    void progressBeginsTheTimeAnew() {
        quiet.observe(List.of(row(true, 10, 8)), 0);
        quiet.observe(List.of(row(true, 10, 9)), 4 * SECOND);

        assertThat(quiet.observe(List.of(row(true, 10, 9)), 8 * SECOND)).isEmpty();
        assertThat(quiet.observe(List.of(row(true, 10, 9)), 9 * SECOND)).hasSize(1);
    }

    @Test
    void nothingOutOrNotRunningIsNotQuiet() {
        quiet.observe(List.of(row(true, 10, 10)), 0);
        assertThat(quiet.observe(List.of(row(true, 10, 10)), 10 * SECOND)).isEmpty();

        quiet.observe(List.of(row(false, 10, 5)), 10 * SECOND);
        assertThat(quiet.observe(List.of(row(false, 10, 5)), 20 * SECOND)).isEmpty();
    }

    @Test
    void aResetBeginsTheTimeAnew() {
        quiet.observe(List.of(row(true, 10, 9)), 0);
        quiet.reset();

        assertThat(quiet.observe(List.of(row(true, 10, 9)), 5 * SECOND)).isEmpty();
    }
}
