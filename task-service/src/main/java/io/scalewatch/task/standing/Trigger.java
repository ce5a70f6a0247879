package io.scalewatch.task.standing;

import java.util.Optional;

/// When a standing evaluation is repeated, as a user says it.
///
/// @param cron minute, hour, day of the month, month, day of the week
/// @param zone a name of the IANA's time zone database; UTC where absent
/// @param examples how many samples of each task, at most, in place of the evaluation's own number
public record Trigger(String cron, Optional<String> zone, Optional<Integer> examples) {

    public Trigger {
        zone = zone == null ? Optional.empty() : zone;
        examples = examples == null ? Optional.empty() : examples;
    }

    /// @throws IllegalArgumentException says what is wrong with it
    public CronSchedule times() {
        return CronSchedule.of(cron, zone);
    }
}
