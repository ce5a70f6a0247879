package io.scalewatch.analysis.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.scalewatch.analysis.database.Database;
import io.scalewatch.analysis.database.ScriptedSource;
import io.scalewatch.analysis.history.History;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeriesLookupTest {

    private final History history = new History(new Database(ScriptedSource.of(sql -> List.of())));

    @ParameterizedTest
    @CsvSource({
        "2026-03-04T05:06:07Z, 404",
        "1970-01-01T00:00:00Z, 404",
        "yesterday, 400",
        "+10000-01-01T00:00:00Z, 400",
        "+1000000000-01-01T00:00:00Z, 400"
    })
    void aMomentThatNoDatabaseHasIsAFaultOfTheRequest(String at, int status) {
        Response response =
                SeriesLookup.fit(history, Optional.of(at), Response::ok, "aurora", "memo-trap", "v", "baseline", "1");

        assertThat(response.getStatus()).isEqualTo(status);
    }
}
