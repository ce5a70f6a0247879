package io.scalewatch.analysis.api;

import io.scalewatch.analysis.api.Problem.Violation;
import io.scalewatch.analysis.handling.MuteScope;
import io.scalewatch.contracts.event.AlertKind;
import io.scalewatch.contracts.event.Names;
import io.scalewatch.contracts.event.SeriesKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What is asked of alerts, as it is sent, and what is wrong with it.
public final class AlertRequests {

    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_TEXT = 2_000;
    private static final int LONGEST_REASON = 500;

    private AlertRequests() {}

    /// @param by who says so, 1 to 100 characters
    /// @param text at most 2,000 characters; an acknowledgement may have none
    public record RemarkRequest(Optional<String> by, Optional<String> text) {

        List<Violation> violations(boolean textNeeded) {
            List<Violation> violations = new ArrayList<>();
            who(by, violations);
            checkText("text", text, textNeeded, LONGEST_TEXT, violations);
            return violations;
        }
    }

    /// Which alerts are to be muted: those to which all that is given applies.
    ///
    /// @param series `family/task/taskVersion/variant/scoringVersion`
    /// @param kind for example `inverse-scaling`
    /// @param until for example `2026-03-04T05:06:07Z`; for good without it
    /// @param reason at most 500 characters
    public record MuteRequest(
            Optional<String> series,
            Optional<String> family,
            Optional<String> task,
            Optional<String> kind,
            Optional<String> until,
            Optional<String> reason,
            Optional<String> by) {

        /// After [#violations(Instant)] has found none.
        MuteScope scope() {
            return new MuteScope(series, family, task, kind.flatMap(AlertKind::named));
        }

        Optional<Instant> end() {
            return until.flatMap(Moments::parse);
        }

        List<Violation> violations(Instant now) {
            List<Violation> violations = new ArrayList<>();
            if (series.isPresent() && !isSeries(series.get())) {
                violations.add(new Violation(
                        "series", "is no series", "name it as family/task/taskVersion/variant/scoringVersion"));
            }
            name("family", family, violations);
            name("task", task, violations);
            if (kind.isPresent() && AlertKind.named(kind.get()).isEmpty()) {
                violations.add(
                        new Violation("kind", "is no kind of alert", "use one of " + List.of(AlertKind.values())));
            }
            if (Stream.of(series, family, task, kind).allMatch(Optional::isEmpty)) {
                violations.add(new Violation(
                        "series", "is missing, and so are family, task and kind", "say which alerts: one of them"));
            }
            end(now, violations);
            checkText("reason", reason, true, LONGEST_REASON, violations);
            who(by, violations);
            return violations;
        }

        private void end(Instant now, List<Violation> violations) {
            if (until.isPresent() && end().isEmpty()) {
                violations.add(new Violation("until", "is no moment", Moments.REMEDY));
            } else if (end().map(end -> !end.isAfter(now)).orElse(false)) {
                violations.add(new Violation("until", "is past", "name a moment to come, or none"));
            }
        }

        private static boolean isSeries(String text) {
            try {
                SeriesKey.parse(text);
            } catch (IllegalArgumentException e) {
                return false;
            }
            return Stream.of(text.split("/")).allMatch(Names::isName);
        }

        private static void name(String field, Optional<String> name, List<Violation> violations) {
            if (name.isPresent() && !Names.isName(name.get())) {
                violations.add(new Violation(field, "is no name", "name one of /api/series"));
            }
        }
    }

    static void who(Optional<String> by, List<Violation> violations) {
        checkText("by", by, true, LONGEST_NAME, violations);
    }

    private static void checkText(
            String field, Optional<String> text, boolean needed, int longest, List<Violation> violations) {
        if (needed && text.map(String::isBlank).orElse(true)) {
            violations.add(new Violation(field, "is missing", "at most " + longest + " characters"));
        }
        if (text.isPresent() && (text.get().length() > longest || text.get().indexOf('\0') >= 0)) {
            violations.add(new Violation(field, "is too long, or no text", "at most " + longest + " characters"));
        }
    }
}
