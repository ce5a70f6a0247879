package io.scalewatch.task.standing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CronScheduleTest {

    private static final Optional<String> BERLIN = Optional.of("Europe/Berlin");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    0 3 * * *     | 2026-01-31T02:59:59.999Z | 2026-01-31T03:00:00Z
                    0 3 * * *     | 2026-01-31T03:00:00Z     | 2026-02-01T03:00:00Z
                    */15 * * * *  | 2026-01-31T12:14:00Z     | 2026-01-31T12:15:00Z
                    0 9 * * MON   | 2026-01-31T12:00:00Z     | 2026-02-02T09:00:00Z
                    0 0 * * 7     | 2026-01-31T12:00:00Z     | 2026-02-01T00:00:00Z
                    0 0 29 2 *    | 2026-01-31T12:00:00Z     | 2028-02-29T00:00:00Z
                    """)
    void theNextTimeIsTheFirstOneAfter(String cron, Instant time, Instant next) {
        assertThat(CronSchedule.of(cron, Optional.empty()).nextAfter(time)).contains(next);
    }

    @Test
    void theClockIsTheZones() {
        CronSchedule schedule = CronSchedule.of("0 3 * * *", BERLIN);

        assertThat(schedule.nextAfter(Instant.parse("2026-01-31T12:00:00Z")))
                .contains(Instant.parse("2026-02-01T02:00:00Z"));
        assertThat(schedule.nextAfter(Instant.parse("2026-07-31T12:00:00Z")))
                .contains(Instant.parse("2026-08-01T01:00:00Z"));
    }

    @Test
    void aTimeThatTheZoneLeavesOutIsLeftOut() {
        CronSchedule schedule = CronSchedule.of("30 2 * * *", BERLIN);

        assertThat(schedule.nextAfter(Instant.parse("2026-03-28T12:00:00Z")))
                .contains(Instant.parse("2026-03-30T00:30:00Z"));
    }

    @Test
    void aTimeThatComesTwiceCountsOnce() {
        CronSchedule schedule = CronSchedule.of("30 2 * * *", BERLIN);

        assertThat(schedule.nextAfter(Instant.parse("2026-10-24T12:00:00Z")))
                .contains(Instant.parse("2026-10-25T00:30:00Z"));
        assertThat(schedule.nextAfter(Instant.parse("2026-10-25T00:30:00Z")))
                .contains(Instant.parse("2026-10-26T01:30:00Z"));
    }

    /// Whatever the clocks do, time goes on: through the weeks in which they are put forward and back.
    @ParameterizedTest
    @ValueSource(strings = {"2026-03-05", "2026-10-01"})
    void timeGoesOnWhenTheClocksAreChanged(LocalDate from) {
        for (String zone : List.of("Europe/Berlin", "America/New_York", "Australia/Lord_Howe")) {
            for (String cron : List.of("*/20 * * * *", "0 * * * *", "0 2 * * *", "30 1,2,3 * * *")) {
                CronSchedule schedule = CronSchedule.of(cron, Optional.of(zone));
                Instant time = from.atStartOfDay(schedule.zone()).toInstant();
                Instant end = time.plus(Duration.ofDays(40));
                while (time.isBefore(end)) {
                    Instant next = schedule.nextAfter(time).orElseThrow();
                    assertThat(next).as("%s after %s in %s", cron, time, zone).isAfter(time);
                    assertThat(Duration.between(time, next)).isLessThanOrEqualTo(Duration.ofHours(50));
                    time = next;
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    61 * * * *  | UTC         | Failed to parse cron expression. Value 61 not in range [0, 59]
                    0 3 * *     | UTC         | Cron expression contains 4 parts but we expect one of [5]
                    sometimes   | UTC         | Cron expression contains 1 parts but we expect one of [5]
                    0 0 31 2 *  | UTC         | never comes
                    0 3 * * *   | Mars/Tharsis | there is no time zone 'Mars/Tharsis'
                    """)
    void whatIsNoTimeIsRefused(String cron, String zone, String reason) {
        assertThatThrownBy(() -> CronSchedule.of(cron, Optional.of(zone)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(reason);
    }
}
