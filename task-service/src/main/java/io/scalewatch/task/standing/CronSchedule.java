package io.scalewatch.task.standing;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/// Times of day, as `cron` has them: minute, hour, day of the month, month, day of the week.
///
/// Where clocks are put forward, a time that the zone leaves out is left out; where they are put back, a time
/// that comes twice counts once.
///
/// @param cron five fields
/// @param zone whose clock
public record CronSchedule(String cron, ZoneId zone) {

    /// @param cron five fields
    /// @param zone a name of the IANA's time zone database; UTC where absent
    /// @throws IllegalArgumentException says what is wrong with either
    public static CronSchedule of(String cron, Optional<String> zone) {
        CronSchedule schedule = new CronSchedule(cron, zone(zone.orElse("UTC")));
        if (schedule.nextAfter(Instant.EPOCH).isEmpty()) {
            throw new IllegalArgumentException("never comes");
        }
        return schedule;
    }

    private static ZoneId zone(String name) {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("there is no time zone '" + name + "'", e);
        }
    }

    /// The first time after this one.
    public Optional<Instant> nextAfter(Instant time) {
        return execution()
                .nextExecution(time.atZone(zone))
                .map(next -> next.toInstant())
                .filter(next -> next.isAfter(time));
    }

    private ExecutionTime execution() {
        CronParser parser = new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));
        return ExecutionTime.forCron(parser.parse(cron));
    }
}
