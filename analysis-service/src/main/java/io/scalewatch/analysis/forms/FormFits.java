package io.scalewatch.analysis.forms;

import java.util.List;

/// The forms of one curve.
///
/// @param fitted those that apply, the least BIC first
/// @param omitted those that don't, and why
/// @param counts how trials were counted, in words
public record FormFits(List<FittedForm> fitted, List<Omitted> omitted, String counts) {

    public FormFits {
        fitted = List.copyOf(fitted);
        omitted = List.copyOf(omitted);
    }

    public record Omitted(Form form, String reason) {}
}
