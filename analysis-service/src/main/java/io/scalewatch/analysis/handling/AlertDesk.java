package io.scalewatch.analysis.handling;

import io.scalewatch.analysis.alerts.AlertBook;
import io.scalewatch.contracts.event.ScalingAlert;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/// Where alerts are worked with. Who does it is whoever they say they are: there is no login.
@ApplicationScoped
public class AlertDesk {

    private static final int MOST_PAST = 1_000;

    private final HandlingStore store;
    private final Clock clock;

    AlertDesk(HandlingStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /// By the identity of each alert, what was done with it.
    public Map<String, AlertHandling> handling(List<ScalingAlert> alerts) {
        Map<String, List<Remark>> remarks =
                store.remarks(alerts.stream().map(ScalingAlert::alertId).toList());
        StandingMutes mutes = new StandingMutes(store.standing());
        Instant now = now();
        return alerts.stream()
                .collect(Collectors.toMap(
                        ScalingAlert::alertId,
                        alert -> AlertHandling.of(
                                alert,
                                remarks.getOrDefault(alert.alertId(), List.of()),
                                mutes.of(alert.series(), alert.kind(), AlertBook.isCertain(alert), now))));
    }

    /// @return false where an alert has too many remarks
    public boolean remark(ScalingAlert alert, Remark.Type type, String by, String text) {
        return store.add(alert.alertId(), new Remark(type, alert.severity(), by, now(), text));
    }

    /// @return nothing where too many are in force
    public Optional<Mute> mute(MuteScope scope, String by, String reason, Optional<Instant> until) {
        Mute mute = new Mute(UUID.randomUUID(), scope, reason, by, now(), until, Optional.empty());
        return store.add(mute) ? Optional.of(mute) : Optional.empty();
    }

    /// @return the mute as it is now; nothing where there is none of that identity
    public Optional<Mute> lift(UUID id, String by) {
        return store.lift(id, new Mute.Lifted(by, now()));
    }

    /// Mutes in force, the newest first.
    public List<Mute> inForce() {
        Instant now = now();
        return store.standing().stream().filter(mute -> mute.isInForce(now)).toList();
    }

    /// Mutes in force and past ones, the newest first, at most a thousand.
    public List<Mute> all() {
        return store.all(MOST_PAST);
    }

    /// As exact as the database is.
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
