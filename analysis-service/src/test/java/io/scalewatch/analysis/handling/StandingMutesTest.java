package io.scalewatch.analysis.handling;

import static org.assertj.core.api.Assertions.assertThat;

import io.scalewatch.contracts.event.AlertKind;
import io.scalewatch.contracts.event.SeriesKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class StandingMutesTest {

    private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");
    private static final SeriesKey SERIES = new SeriesKey("aurora", "memo-trap", "v", "baseline", "1");

    @Test
    void coversWhatEverythingInItAppliesTo() {
        assertThat(covers(scope(Optional.of("aurora"), Optional.empty()))).isTrue();
        assertThat(covers(scope(Optional.of("boreas"), Optional.empty()))).isFalse();
        assertThat(covers(scope(Optional.of("aurora"), Optional.of(AlertKind.U_TURN))))
                .isTrue();
        assertThat(covers(scope(Optional.of("aurora"), Optional.of(AlertKind.LABEL_SHIFT))))
                .isFalse();
        assertThat(covers(new MuteScope(
                        Optional.of("aurora/memo-trap/v/baseline/1"),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty())))
                .isTrue();
        assertThat(covers(new MuteScope(
                        Optional.of("aurora/memo-trap/v/baseline/2"),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty())))
                .isFalse();
        assertThat(covers(
                        new MuteScope(Optional.empty(), Optional.empty(), Optional.of("memo-trap"), Optional.empty())))
                .isTrue();
    }

    /// It is told once, in whichever series came first: muted there, it would be heard of nowhere.
    @Test
    void whatIsToldOnceForAFamilyIsCoveredByFamilyAndKindOnly() {
        Optional<String> none = Optional.empty();
        List<MuteScope> narrow = List.of(
                new MuteScope(Optional.of(SERIES.toString()), none, none, Optional.empty()),
                new MuteScope(none, none, Optional.of("memo-trap"), Optional.empty()),
                new MuteScope(none, Optional.of("aurora"), Optional.of("memo-trap"), Optional.of(AlertKind.U_TURN)));

        assertThat(narrow).allMatch(scope -> scope.covers(SERIES, AlertKind.U_TURN, false));
        assertThat(narrow).noneMatch(scope -> scope.covers(SERIES, AlertKind.U_TURN, true));
        assertThat(scope(Optional.of("aurora"), Optional.of(AlertKind.U_TURN)).covers(SERIES, AlertKind.U_TURN, true))
                .isTrue();
    }

    @Test
    void endsAtItsMomentOrWhenItIsLifted() {
        Mute until = mute(1, Optional.of(NOW.plusSeconds(60)), Optional.empty());
        StandingMutes mutes = new StandingMutes(List.of(until));
        assertThat(of(mutes, NOW.plusSeconds(59))).contains(until);
        assertThat(of(mutes, NOW.plusSeconds(60))).isEmpty();
        Mute lifted = mute(2, Optional.empty(), Optional.of(new Mute.Lifted("eve", NOW)));
        assertThat(of(new StandingMutes(List.of(lifted)), NOW)).isEmpty();
    }

    @Test
    void ofSeveralTheOneThatLastsLongestIsNamed() {
        Mute hour = mute(1, Optional.of(NOW.plusSeconds(3600)), Optional.empty());
        Mute minute = mute(2, Optional.of(NOW.plusSeconds(60)), Optional.empty());
        Mute good = mute(3, Optional.empty(), Optional.empty());
        assertThat(of(new StandingMutes(List.of(minute, hour)), NOW)).contains(hour);
        assertThat(of(new StandingMutes(List.of(hour, good, minute)), NOW)).contains(good);
    }

    private static Optional<Mute> of(StandingMutes mutes, Instant now) {
        return mutes.of(SERIES, AlertKind.U_TURN, false, now);
    }

    private static boolean covers(MuteScope scope) {
        return scope.covers(SERIES, AlertKind.U_TURN, false);
    }

    private static MuteScope scope(Optional<String> family, Optional<AlertKind> kind) {
        return new MuteScope(Optional.empty(), family, Optional.empty(), kind);
    }

    private static Mute mute(long id, Optional<Instant> until, Optional<Mute.Lifted> lifted) {
        return new Mute(
                new UUID(0, id),
                scope(Optional.of("aurora"), Optional.empty()),
                "known",
                "ada",
                NOW.minusSeconds(id),
                until,
                lifted);
    }
}
