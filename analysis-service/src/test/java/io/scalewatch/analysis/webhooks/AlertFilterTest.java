package io.scalewatch.analysis.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import io.scalewatch.analysis.subscribers.Alerts;
import io.scalewatch.contracts.event.AlertKind;
import io.scalewatch.contracts.event.ScalingAlert.Severity;
import io.scalewatch.contracts.event.ScalingAlert.Status;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AlertFilterTest {

    @Test
    void takesTheKindsTheFamiliesAndTheSeverityThatAreWanted() {
        var warning = Alerts.alert("aurora", 0, Status.RAISED, Severity.WARNING);

        assertThat(AlertFilter.ALL.accepts(warning)).isTrue();
        assertThat(new AlertFilter(Set.of(AlertKind.LABEL_SHIFT), Set.of("aurora"), Severity.WARNING).accepts(warning))
                .isTrue();
        assertThat(new AlertFilter(Set.of(AlertKind.U_TURN), Set.of(), Severity.WARNING).accepts(warning))
                .isFalse();
        assertThat(new AlertFilter(Set.of(), Set.of("borealis"), Severity.WARNING).accepts(warning))
                .isFalse();
        assertThat(new AlertFilter(Set.of(), Set.of(), Severity.CRITICAL).accepts(warning))
                .isFalse();
    }

    @Test
    void ofWhatIsMutedOnlyTheEndIsTold() {
        assertThat(AlertFilter.ALL.accepts(Alerts.muted("aurora", 0, Status.RAISED, Severity.WARNING)))
                .isFalse();
        assertThat(AlertFilter.ALL.accepts(Alerts.muted("aurora", 1, Status.UPDATED, Severity.CRITICAL)))
                .isFalse();
        assertThat(AlertFilter.ALL.accepts(Alerts.muted("aurora", 2, Status.RESOLVED, Severity.CRITICAL)))
                .isTrue();
    }
}
