package io.scalewatch.task.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.scalewatch.task.runs.RunState.Command;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunStateTest {

    private static final Instant NOW = Instant.parse("2026-11-22T00:00:00Z");

    private static RunState named(RunState.Name name) {
        return RunState.of(name, Optional.of(NOW));
    }

    @ParameterizedTest
    @CsvSource({
        "RUNNING, PAUSE, PAUSED",
        "RUNNING, CANCEL, CANCELLED",
        "PAUSED, RESUME, RUNNING",
        "PAUSED, CANCEL, CANCELLED"
    })
    void allows(RunState.Name from, Command command, RunState.Name to) {
        assertThat(named(from).after(command, NOW)).isEqualTo(named(to));
    }

    @ParameterizedTest
    @CsvSource({
        "RUNNING, RESUME",
        "PAUSED, PAUSE",
        "COMPLETED, PAUSE",
        "COMPLETED, RESUME",
        "COMPLETED, CANCEL",
        "CANCELLED, PAUSE",
        "CANCELLED, RESUME",
        "CANCELLED, CANCEL"
    })
    void refuses(RunState.Name from, Command command) {
        assertThatThrownBy(() -> named(from).after(command, NOW))
                .isInstanceOf(RunConflictException.class)
                .hasMessageContaining(from.name());
    }

    @ParameterizedTest
    @CsvSource({"RUNNING", "PAUSED", "COMPLETED", "CANCELLED"})
    void isReadBackAsItWasStored(RunState.Name name) {
        RunState state = named(name);

        assertThat(RunState.of(state.name(), state.endedAt())).isEqualTo(state);
    }

    @Test
    void onlyAnEndHasATime() {
        assertThat(List.of(RunState.Name.RUNNING, RunState.Name.PAUSED))
                .allMatch(name -> named(name).endedAt().isEmpty());
    }
}
