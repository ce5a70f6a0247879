package io.scalewatch.task.retry;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ConnectException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseOutageTest {

    @ParameterizedTest
    @CsvSource({
        "08006, true", // connection failure
        "57P01, true", // the server shuts down
        "40P01, true", // deadlock
        "53300, true", // too many connections
        "23505, false", // unique violation
        "22001, false", // text too long
        "42601, false" // syntax
    })
    void theStateTells(String state, boolean outage) {
        assertThat(DatabaseOutage.isCauseOf(new SQLException("x", state))).isEqualTo(outage);
    }

    @Test
    void aCauseIsFoundHoweverDeep() {
        Exception commit = new IllegalStateException("could not commit");
        commit.addSuppressed(new RuntimeException(new SQLException("x", "08006")));

        assertThat(DatabaseOutage.isCauseOf(new RuntimeException(commit))).isTrue();
        assertThat(DatabaseOutage.isCauseOf(new SQLTransientConnectionException("x")))
                .isTrue();
        assertThat(DatabaseOutage.isCauseOf(new SQLException("Acquisition timeout while waiting for new connection")))
                .isTrue();
        assertThat(DatabaseOutage.isCauseOf(new RuntimeException(new ConnectException())))
                .isTrue();
    }

    @Test
    void otherFailuresAreNone() {
        RuntimeException circle = new RuntimeException("a");
        circle.addSuppressed(new RuntimeException("b", circle));

        assertThat(DatabaseOutage.isCauseOf(circle)).isFalse();
        assertThat(DatabaseOutage.isCauseOf(new NullPointerException())).isFalse();
    }
}
