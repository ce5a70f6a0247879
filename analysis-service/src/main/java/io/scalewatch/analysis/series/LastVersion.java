package io.scalewatch.analysis.series;

import io.scalewatch.analysis.evidence.PairedEvidence.Answers;
import java.util.List;

/// How a model's last version and the present one answered the same samples.
///
/// @param version the last one
/// @param answers first the last version's, second the present one's
record LastVersion(String version, List<Answers> answers) {

    long samples() {
        long samples = 0;
        for (Answers alike : answers) {
            samples += alike.samples();
        }
        return samples;
    }
}
