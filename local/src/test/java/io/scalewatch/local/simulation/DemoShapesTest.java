package io.scalewatch.local.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.scalewatch.analysis.series.SeriesFitter;
import io.scalewatch.analysis.series.SeriesState;
import io.scalewatch.contracts.event.Label;
import io.scalewatch.contracts.event.ModelVersion;
import io.scalewatch.contracts.event.Shape;
import io.scalewatch.task.catalogue.BuiltInTasks;
import io.scalewatch.task.catalogue.Sample;
import io.scalewatch.task.catalogue.TaskVersion;
import io.scalewatch.task.catalogue.Variant;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The demo's curves are what the demo says they are, whichever of the samples a run takes.
class DemoShapesTest {

    private static final int RUNS = 40;

    private static final SimulationSpec DEMO = demo();

    /// Those that the demo's file tells something of.
    private static final List<Variant> VARIANTS =
            List.of(Variant.BASELINE, Variant.EXPLICIT_INSTRUCTION, Variant.STEP_BY_STEP);

    record Series(SimulatedFamily family, String task, Variant variant) {

        @Override
        public String toString() {
            return family.name() + " " + task + " " + variant.id();
        }
    }

    static Stream<Series> series() {
        return DEMO.families().stream()
                .flatMap(family -> family.tasks().keySet().stream()
                        .sorted()
                        .flatMap(task -> VARIANTS.stream().map(variant -> new Series(family, task, variant))));
    }

    @ParameterizedTest
    @MethodSource("series")
    void threeHundredSamplesShowTheShape(Series series) throws IOException {
        List<Shape> expected = DEMO.expected(
                series.family().name(), series.task(), series.variant().id());
        Simulation simulation = new Simulation(DEMO);

        Map<Shape, Integer> wholeGroups = shapes(simulation, series, 300, true);
        Map<Shape, Integer> biasedOnly = shapes(simulation, series, 150, false);

        assertThat(expected).isNotEmpty();
        assertThat(wholeGroups.entrySet())
                .as("%s: %s", series, wholeGroups)
                .allSatisfy(shape -> assertThat(expected).contains(shape.getKey()));
        assertThat(biasedOnly.entrySet())
                .as("%s, biased samples only: %s", series, biasedOnly)
                .allSatisfy(shape -> assertThat(expected).contains(shape.getKey()));
    }

    /// How often which shape came out.
    private static Map<Shape, Integer> shapes(
            Simulation simulation, Series series, int examples, boolean withControls) {
        Map<Shape, Integer> shapes = new LinkedHashMap<>();
        List<ModelVersion> models = series.family().models().stream()
                .map(model -> new ModelVersion(
                        series.family().name(), model.name(), "1", model.parameters(), Optional.empty()))
                .toList();
        for (int run = 0; run < RUNS; run++) {
            SeriesState state = new SeriesState(models);
            TaskVersion task = BuiltInTasks.current(series.task()).orElseThrow();
            for (Sample sample : taken(series.task(), examples, withControls, run)) {
                long prompt = PromptHash.of(series.variant().messages(task, sample));
                for (int model = 0; model < models.size(); model++) {
                    Label label = simulation
                            .intended(models.get(model).model(), prompt)
                            .orElseThrow();
                    state.count(sample.id(), model, label);
                }
            }
            shapes.merge(new SeriesFitter().fit(state).shape(), 1, Integer::sum);
        }
        return shapes;
    }

    /// A random choice of groups, each whole or without its control.
    private static List<Sample> taken(String task, int examples, boolean withControls, long seed) {
        Map<String, List<Sample>> groups = new LinkedHashMap<>();
        for (Sample sample : BuiltInTasks.current(task).orElseThrow().samples()) {
            if (withControls || !sample.control()) {
                groups.computeIfAbsent(sample.group(), group -> new ArrayList<>())
                        .add(sample);
            }
        }
        List<List<Sample>> order = new ArrayList<>(groups.values());
        Collections.shuffle(order, new Random(seed));
        return order.stream().flatMap(List::stream).limit(examples).toList();
    }

    private static SimulationSpec demo() {
        try {
            return SimulationSpec.resource(SimulationSpec.DEMO);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
