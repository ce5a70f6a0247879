package io.scalewatch.task.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.scalewatch.task.runs.RunState.Cause;
import io.scalewatch.task.runs.RunState.Command;
import io.scalewatch.task.runs.RunState.Name;
import java.lang.reflect.Method;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RunStateTest {

    private static final Instant NOW = Instant.parse("2026-11-22T00:00:00Z");

    private static RunState named(Name name) {
        return RunState.of(name, Optional.of(NOW), Optional.of(Cause.REQUEST));
    }

    /// Every public method of a state that gives a state is a transition, and these are all of them.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            PLANNED    | cancel=CANCELLED pause=PAUSED start=RUNNING supersede=SUPERSEDED
            RUNNING    | cancel=CANCELLED complete=COMPLETED fail=FAILED pause=PAUSED stall=STALLED supersede=SUPERSEDED
            STALLED    | cancel=CANCELLED complete=COMPLETED fail=FAILED pause=PAUSED recover=RUNNING supersede=SUPERSEDED
            PAUSED     | cancel=CANCELLED complete=COMPLETED fail=FAILED resume=RUNNING supersede=SUPERSEDED
            COMPLETED  | retry=RUNNING
            FAILED     | retry=RUNNING
            CANCELLED  | ''
            SUPERSEDED | ''
            """)
    void allowsExactly(Name from, String transitions) throws ReflectiveOperationException {
        RunState state = named(from);
        Map<String, Name> found = new TreeMap<>();
        for (Method method : state.getClass().getMethods()) {
            if (RunState.class.isAssignableFrom(method.getReturnType()) && method.getReturnType() != RunState.class) {
                Object[] arguments = Arrays.stream(method.getParameterTypes())
                        .map(type -> type == Instant.class ? NOW : Cause.REQUEST)
                        .toArray();
                RunState next = (RunState) method.invoke(state, arguments);
                assertThat(next).isEqualTo(named(next.name()));
                found.put(method.getName(), next.name());
            }
        }

        assertThat(found.toString()).isEqualTo("{" + transitions.replace(" ", ", ") + "}");
    }

    @Test
    void theTableNamesEveryState() {
        Map<Name, Class<?>> classes = new EnumMap<>(Name.class);
        for (Name name : Name.values()) {
            classes.put(name, named(name).getClass());
        }

        assertThat(classes.values())
                .containsExactlyInAnyOrder(Arrays.stream(RunState.class.getDeclaredClasses())
                        .filter(Class::isRecord)
                        .toArray(Class<?>[]::new));
    }

    /// A minus is a conflict.
    @ParameterizedTest
    @CsvSource(useHeadersInDisplayName = true, textBlock = """
            from,       PAUSE,  RESUME,  CANCEL,    RETRY_FAILED
            PLANNED,    PAUSED, -,       CANCELLED, PLANNED
            RUNNING,    PAUSED, -,       CANCELLED, RUNNING
            STALLED,    PAUSED, -,       CANCELLED, STALLED
            PAUSED,     -,      RUNNING, CANCELLED, PAUSED
            COMPLETED,  -,      -,       -,         RUNNING
            FAILED,     -,      -,       -,         RUNNING
            CANCELLED,  -,      -,       -,         -
            SUPERSEDED, -,      -,       -,         -
            """)
    void obeysOrRefuses(Name from, String pause, String resume, String cancel, String retry) {
        Map<Command, String> expected = Map.of(
                Command.PAUSE, pause, Command.RESUME, resume, Command.CANCEL, cancel, Command.RETRY_FAILED, retry);
        assertThat(expected).containsOnlyKeys(Command.values());
        expected.forEach((command, to) -> {
            if (to.equals("-")) {
                assertThatThrownBy(() -> named(from).after(command, NOW))
                        .isInstanceOf(RunConflictException.class)
                        .hasMessageContaining(from.name());
            } else {
                assertThat(named(from).after(command, NOW)).isEqualTo(named(Name.valueOf(to)));
            }
        });
    }

    @ParameterizedTest
    @EnumSource
    void isReadBackAsItWasStored(Name name) {
        RunState state = named(name);

        assertThat(RunState.of(state.name(), state.endedAt(), state.because())).isEqualTo(state);
        assertThat(state.endedAt().isPresent()).isEqualTo(state instanceof RunState.Ended);
    }
}
