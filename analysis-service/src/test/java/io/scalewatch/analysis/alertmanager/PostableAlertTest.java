package io.scalewatch.analysis.alertmanager;

import static io.scalewatch.analysis.subscribers.Alerts.alert;
import static io.scalewatch.contracts.event.ScalingAlert.Severity.CRITICAL;
import static io.scalewatch.contracts.event.ScalingAlert.Severity.WARNING;
import static org.assertj.core.api.Assertions.assertThat;

import io.scalewatch.analysis.subscribers.Alerts;
import io.scalewatch.contracts.codec.Json;
import io.scalewatch.contracts.event.AlertKind;
import io.scalewatch.contracts.event.Finding;
import io.scalewatch.contracts.event.Interval;
import io.scalewatch.contracts.event.ScalingAlert;
import io.scalewatch.contracts.event.ScalingAlert.Status;
import io.scalewatch.contracts.event.ShapeEvidence;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PostableAlertTest {

    private static final Instant NOW = Alerts.RAISED.plusSeconds(600);
    private static final Duration STAYS = Duration.ofMinutes(4);

    @Test
    void anOpenOneEndsUnlessItIsSentAgain() {
        PostableAlert posted = only(PostableAlert.of(alert("aurora", 0, Status.RAISED, WARNING), NOW, STAYS));

        assertThat(posted.startsAt()).isEqualTo(Alerts.RAISED);
        assertThat(posted.endsAt()).isEqualTo(NOW.plus(STAYS));
        assertThat(posted.labels())
                .containsEntry("alertname", "ScalewatchLabelShift")
                .containsEntry("severity", "warning")
                .containsEntry("family", "aurora")
                .containsEntry("subject", "TRAP")
                .hasSize(8);
        assertThat(posted.annotations())
                .containsEntry("summary", "TRAP grows with size")
                .containsEntry("effect", "10.0 points (5.0 to 15.0)");
    }

    @Test
    void oneThatHasEndedSaysWhen() {
        for (Status status : List.of(Status.RESOLVED, Status.SUPERSEDED)) {
            PostableAlert posted = only(PostableAlert.of(alert("aurora", 3, status, CRITICAL), NOW, STAYS));

            assertThat(posted.endsAt()).isEqualTo(Alerts.RAISED.plusSeconds(180));
            assertThat(posted.labels())
                    .isEqualTo(PostableAlert.of(alert("aurora", 1, Status.UPDATED, CRITICAL), NOW, STAYS)
                            .getFirst()
                            .labels());
        }
    }

    @Test
    void oneThatHasBecomeCriticalEndsTheWarning() {
        List<PostableAlert> posted = PostableAlert.of(alert("aurora", 1, Status.UPDATED, CRITICAL), NOW, STAYS);

        assertThat(posted).extracting(p -> p.labels().get("severity")).containsExactly("critical", "warning");
        assertThat(posted)
                .extracting(PostableAlert::endsAt)
                .containsExactly(NOW.plus(STAYS), Alerts.RAISED.plusSeconds(60));
    }

    @Test
    void aMutedOneHasEndedThere() {
        PostableAlert posted = only(PostableAlert.of(Alerts.muted("aurora", 1, Status.UPDATED, WARNING), NOW, STAYS));

        assertThat(posted.endsAt()).isEqualTo(Alerts.RAISED.plusSeconds(60));
    }

    @Test
    void whatWasSeenAndNotInferredHasNoEffectInPoints() {
        ScalingAlert inferred = alert("aurora", 0, Status.RAISED, WARNING);
        ScalingAlert seen = new ScalingAlert(
                inferred.alertId(),
                AlertKind.MODEL_DRIFT,
                inferred.series(),
                inferred.epoch(),
                0,
                Status.RAISED,
                WARNING,
                new ShapeEvidence.Trend(0, new Interval(0, 0)),
                new ScalingAlert.Evidence(Finding.CERTAIN, 0, 1, 0.05),
                List.of(),
                List.of(),
                "answers under another name",
                Optional.empty(),
                Alerts.RAISED,
                Alerts.RAISED,
                Optional.of("aurora-1b v1 as other"),
                List.of(),
                Optional.empty());

        assertThat(only(PostableAlert.of(seen, NOW, STAYS)).annotations())
                .containsOnlyKeys("summary", "series")
                .containsEntry("summary", "answers under another name");
    }

    @Test
    void labelsHaveABound() {
        PostableAlert posted = only(PostableAlert.of(alert("f".repeat(5_000), 0, Status.RAISED, WARNING), NOW, STAYS));

        assertThat(posted.labels().values()).allMatch(value -> value.length() <= 200);
    }

    @Test
    void labelsAreCutAtWholeCharactersSoThatTheyAreJson() throws Exception {
        String family = "f".repeat(199) + "\uD83D\uDE00".repeat(9);
        PostableAlert posted = only(PostableAlert.of(alert(family, 0, Status.RAISED, WARNING), NOW, STAYS));

        assertThat(posted.labels()).containsEntry("family", "f".repeat(199));
        assertThat(Json.mapper().writeValueAsString(posted.labels())).contains("fff");
    }

    private static PostableAlert only(List<PostableAlert> posted) {
        assertThat(posted).hasSize(1);
        return posted.getFirst();
    }
}
