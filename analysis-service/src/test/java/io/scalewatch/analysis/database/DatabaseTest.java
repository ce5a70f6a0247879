package io.scalewatch.analysis.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseTest {

    private final Database database = new Database(ScriptedSource.of(sql -> List.of()));

    @ParameterizedTest
    @CsvSource({"22021, VALUE", "22008, VALUE", "23503, CONFLICT", "23505, CONFLICT"})
    void whatItRefusesForGoodIsNoDatabaseThatIsAway(String state, SqlFault fault) {
        RefusedDataException refused = catchThrowableOfType(
                RefusedDataException.class,
                () -> database.ask(connection -> {
                    throw new SQLException("a secret text", state);
                }));

        assertThat(refused.fault()).isEqualTo(fault);
        assertThat(refused).hasMessageNotContaining("secret");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"08006", "57P01", "40001"})
    void anythingElseMayWorkLater(String state) {
        assertThatThrownBy(() -> database.ask(connection -> {
                    throw new SQLException("away", state);
                }))
                .isInstanceOf(DatabaseUnavailableException.class);
    }

    @Test
    void whatItFindsIsAnswered() {
        assertThat(database.<String>ask(connection -> "found")).isEqualTo("found");
    }
}
