package io.scalewatch.analysis.series;

import static org.assertj.core.api.Assertions.assertThat;

import io.scalewatch.analysis.curves.ReferenceCurve;
import io.scalewatch.contracts.event.ModelVersion;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Real curves have the shape that a careful reader gives them.
class ReferenceShapesTest {

    static List<ReferenceCurve> curves() {
        return ReferenceCurve.all();
    }

    @ParameterizedTest
    @MethodSource("curves")
    void isClassifiedAsAReaderWould(ReferenceCurve curve) {
        // Given
        List<ModelVersion> models = curve.parameters().stream()
                .map(parameters -> new ModelVersion("family", "m" + parameters, "1", parameters))
                .toList();

        // When
        SeriesFit fit = new SeriesFitter().fitIndependent(models, curve.correctArray(), curve.trialsArray());

        // Then
        assertThat(curve.acceptableShapes()).contains(fit.shape().name());
        assertThat(fit.points()).hasSize(models.size());
    }

    @Test
    void allOfTheFileAreRead() {
        assertThat(curves()).hasSize(14);
    }
}
