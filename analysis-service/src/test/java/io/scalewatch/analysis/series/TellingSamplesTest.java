package io.scalewatch.analysis.series;

import static org.assertj.core.api.Assertions.assertThat;

import io.scalewatch.contracts.event.AlertKind;
import io.scalewatch.contracts.event.Finding;
import io.scalewatch.contracts.event.Interval;
import io.scalewatch.contracts.event.Label;
import io.scalewatch.contracts.event.ModelVersion;
import io.scalewatch.contracts.event.ShapeEvidence;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TellingSamplesTest {

    private static final List<ModelVersion> MODELS = List.of(model(1), model(10), model(100), model(1000));

    @Test
    void whatFallsIsShownByWhatOnlyTheSmallerOnesCould() {
        SeriesState state = new SeriesState(MODELS);
        answers(state, "always", "cccc");
        answers(state, "never", "tttt");
        answers(state, "rises", "tccc");
        answers(state, "falls late", "ccct");
        answers(state, "falls", "cctt");
        answers(state, "unasked", "c");
        assertThat(TellingSamples.of(state, finding(AlertKind.INVERSE_SCALING, "")))
                .containsExactly("falls", "falls late");
        assertThat(TellingSamples.of(state, finding(AlertKind.LABEL_SHIFT, "TRAP")))
                .containsExactly("falls", "falls late");
        assertThat(TellingSamples.of(state, finding(AlertKind.BELOW_FORECAST, "m1000")))
                .startsWith("falls late", "falls");
    }

    @Test
    void whatTurnsIsShownByItsMiddle() {
        SeriesState state = new SeriesState(MODELS);
        answers(state, "valley", "cttc");
        answers(state, "half a valley", "ctcc");
        answers(state, "peak", "tcct");
        assertThat(TellingSamples.of(state, finding(AlertKind.U_TURN, ""))).containsExactly("valley", "half a valley");
        assertThat(TellingSamples.of(state, finding(AlertKind.INVERTED_U, ""))).containsExactly("peak");
    }

    @Test
    void aWorseVersionIsShownByWhatTheLastOneCould() {
        SeriesState state = new SeriesState(MODELS, Map.of("m100", "v0"));
        answers(state, "lost", "cctc");
        answers(state, "kept", "cccc");
        int[] right = new int[Label.values().length];
        right[Label.CORRECT.ordinal()] = 2;
        state.loadLast("lost", 2, right);
        state.loadLast("kept", 2, right);
        assertThat(TellingSamples.of(state, finding(AlertKind.VERSION_REGRESSION, "m100")))
                .containsExactly("lost");
    }

    @Test
    void whatIsLeftUnansweredIsShownByWhatOneSizeLeft() {
        SeriesState state = new SeriesState(MODELS);
        answers(state, "all", "uuuu");
        answers(state, "one", "cccu");
        answers(state, "none", "cccc");
        state.countFailure("failed", 3, 1);
        answers(state, "failed", "ccc");
        assertThat(TellingSamples.of(state, finding(AlertKind.UNPARSED_SKEW, "")))
                .containsExactly("one", "failed");
    }

    @Test
    void atMostFiveAndTheSameOnesInWhateverOrderTheAnswersCame() {
        List<String[]> all = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            all.add(new String[] {
                "s" + i, List.of("cctt", "ccct", "cccc", "tttt").get(i % 4)
            });
        }
        SeriesState first = new SeriesState(MODELS);
        all.forEach(sample -> answers(first, sample[0], sample[1]));
        Collections.shuffle(all, new Random(7));
        SeriesState second = new SeriesState(MODELS);
        all.forEach(sample -> answers(second, sample[0], sample[1]));
        Finding finding = finding(AlertKind.INVERSE_SCALING, "");
        assertThat(TellingSamples.of(first, finding))
                .hasSize(TellingSamples.MOST)
                .containsExactly("s0", "s100", "s104", "s108", "s112")
                .isEqualTo(TellingSamples.of(second, finding));
    }

    /// By size: c correct, t trap, u unparsed.
    private static void answers(SeriesState state, String sample, String answers) {
        for (int i = 0; i < answers.length(); i++) {
            state.count(
                    sample,
                    i,
                    switch (answers.charAt(i)) {
                        case 'c' -> Label.CORRECT;
                        case 't' -> Label.TRAP;
                        default -> Label.UNPARSED;
                    });
        }
    }

    private static Finding finding(AlertKind kind, String subject) {
        Interval interval = new Interval(-0.1, 0.1);
        return new Finding(kind, subject, 9, new ShapeEvidence.Trend(0, interval), interval, "");
    }

    private static ModelVersion model(long parameters) {
        return new ModelVersion("f", "m" + parameters, "v1", parameters);
    }
}
