package io.scalewatch.scoring.labelling;

import io.scalewatch.contracts.event.Label;
import io.scalewatch.contracts.event.Span;
import java.util.Optional;

/// What one completion was.
///
/// @param extracted the answer, where there is one
/// @param span where in the completion it stands
/// @param rule the name of the rule that found it
/// @param why for `UNPARSED`, the reason
/// @param confidence that the completion states, 0 to 1
public record Verdict(
        Label label,
        Optional<String> extracted,
        Optional<Span> span,
        Optional<String> rule,
        Optional<String> why,
        Optional<Double> confidence) {}
