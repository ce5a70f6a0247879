package io.scalewatch.analysis.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.scalewatch.contracts.event.Calibration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ConfidenceBinsTest {

    private record Answer(double confidence, boolean right) {}

    private static Calibration of(List<Answer> answers) {
        ConfidenceBins bins = new ConfidenceBins();
        answers.forEach(a -> bins.count(a.confidence(), a.right()));
        return bins.calibration().orElseThrow();
    }

    @Test
    void aFewAnswersByHand() {
        Calibration calibration = of(List.of(
                new Answer(0.9, true),
                new Answer(0.95, false),
                new Answer(1, false),
                new Answer(0.2, false),
                new Answer(0.25, true)));

        assertThat(calibration.answers()).isEqualTo(5);
        assertThat(calibration.brier()).isCloseTo((0.01 + 0.9025 + 1 + 0.04 + 0.5625) / 5, within(1e-12));
        // The bin from .9 to 1: one right of three, confidences sum to 2.85; that from .2 to .3: one of two,
        // .45.
        assertThat(calibration.expectedError()).isCloseTo((1.85 + 0.55) / 5, within(1e-12));
        assertThat(calibration.confidentlyWrong()).isEqualTo(0.4);
    }

    @Test
    void noOrderAndNoRestartLeavesATrace() {
        Random random = new Random(1);
        List<Answer> answers = new ArrayList<>();
        for (int i = 0; i < 2000; i++) {
            double confidence = random.nextDouble();
            answers.add(new Answer(confidence, random.nextDouble() < confidence));
        }
        Calibration calibration = of(answers);
        Collections.shuffle(answers, random);
        ConfidenceBins half = new ConfidenceBins();
        answers.subList(0, 1000).forEach(a -> half.count(a.confidence(), a.right()));
        ConfidenceBins rest = ConfidenceBins.decode(half.encode());
        answers.subList(1000, 2000).forEach(a -> rest.count(a.confidence(), a.right()));

        assertThat(rest.calibration()).contains(calibration);
        // Well calibrated by construction: an error of some .025 per bin is chance.
        assertThat(calibration.expectedError()).isLessThan(0.06);
        assertThat(new ConfidenceBins().calibration()).isEmpty();
    }
}
