package io.scalewatch.analysis.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.scalewatch.contracts.event.CompletionScored;
import io.scalewatch.contracts.event.Label;
import io.scalewatch.contracts.event.RecordPlace;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;

/// Samples of groups g0, g1, ..., each with a biased one and a control.
class KeptSamplesTest {

    private static final int MOST = 20;
    private static final int TODAY = 20_000;
    private static final UUID RUN = new UUID(1, 1);

    private final KeyValueStore<Bytes, byte[]> store = store();
    private final SampleIndex index = new SampleIndex(store);
    private final KeptSamples samples = new KeptSamples(store, MOST);

    @Test
    void whichSamplesAreKeptDependsNeitherOnTheOrderNorOnTheSizeNorOnRestarts() {
        List<String> expected = new ArrayList<>();
        for (int round = 0; round < 40; round++) {
            // Given
            int size = round % 5;
            KeyValueStore<Bytes, byte[]> fresh = store();
            List<CompletionScored> scores = new ArrayList<>();
            IntStream.range(0, 100).forEach(group -> scores.addAll(answered(size, group, Label.CORRECT)));
            Collections.shuffle(scores, new Random(round));
            // When
            KeptSamples kept = new KeptSamples(fresh, MOST);
            for (int i = 0; i < scores.size(); i++) {
                if (i % 37 == round % 37) {
                    kept = new KeptSamples(fresh, MOST);
                }
                kept.keep(key(size), scores.get(i), new RecordPlace(0, i), TODAY);
            }
            // Then
            List<String> found = new SampleIndex(fresh)
                            .page(
                                    Scores.SERIES,
                                    model(size),
                                    "v1",
                                    Optional.empty(),
                                    Optional.empty(),
                                    Optional.empty(),
                                    MOST)
                            .groups()
                            .stream()
                            .flatMap(group -> group.samples().stream())
                            .map(SampleIndex.Sample::id)
                            .toList();
            assertThat(found).hasSize(MOST);
            if (expected.isEmpty()) {
                expected.addAll(found);
            }
            assertThat(found).isEqualTo(expected);
        }
    }

    @Test
    void theNewestScoreOfEachLabelIsKeptAndAControlIsBesideItsBiasedSample() {
        keep(0, 3, Label.TRAP, 10);
        keep(0, 3, Label.CORRECT, 20);
        keep(0, 3, Label.TRAP, 30);

        List<SampleIndex.Group> groups =
                page(0, Optional.empty(), Optional.empty(), MOST).groups();

        assertThat(groups).hasSize(1);
        assertThat(groups.getFirst().samples())
                .containsExactlyInAnyOrder(
                        new SampleIndex.Sample(
                                "g3-biased",
                                false,
                                Map.of(Label.TRAP, new RecordPlace(0, 30), Label.CORRECT, new RecordPlace(0, 20))),
                        new SampleIndex.Sample(
                                "g3-control",
                                true,
                                Map.of(Label.TRAP, new RecordPlace(0, 31), Label.CORRECT, new RecordPlace(0, 21))));
    }

    @Test
    void pagesFollowEachOtherAndLabelsFilterThem() {
        for (int group = 0; group < 9; group++) {
            keep(0, group, group % 3 == 0 ? Label.TRAP : Label.CORRECT, 10 * group);
        }
        List<String> seen = new ArrayList<>();
        Optional<String> after = Optional.empty();
        do {
            SampleIndex.Page page = page(0, Optional.empty(), after, 2);
            assertThat(page.samples()).isEqualTo(18);
            assertThat(page.labels()).isEqualTo(Map.of(Label.TRAP, 6, Label.CORRECT, 12));
            page.groups().forEach(group -> seen.add(group.place()));
            after = page.next();
        } while (after.isPresent());
        assertThat(seen).hasSize(9).isSorted().doesNotHaveDuplicates();
        assertThat(page(0, Optional.of(Label.TRAP), Optional.empty(), MOST).groups())
                .hasSize(3)
                .allSatisfy(group -> assertThat(group.samples())
                        .allMatch(sample -> sample.scores().containsKey(Label.TRAP)));
        assertThat(page(1, Optional.empty(), Optional.empty(), MOST).groups()).isEmpty();
    }

    @Test
    void aSampleIsFoundByItsNameWithItsGroup() {
        IntStream.range(0, 9).forEach(group -> keep(0, group, Label.TRAP, 10 * group));

        List<SampleIndex.Group> found = index.page(
                        Scores.SERIES,
                        model(0),
                        "v1",
                        Optional.empty(),
                        Optional.of("g7-biased"),
                        Optional.empty(),
                        MOST)
                .groups();

        assertThat(found).hasSize(1);
        assertThat(found.getFirst().samples())
                .extracting(SampleIndex.Sample::id)
                .containsExactlyInAnyOrder("g7-biased", "g7-control");
    }

    @Test
    void manyAreForgottenOneStretchAfterTheOther() {
        KeptSamples many = new KeptSamples(store, 12_000);
        for (int group = 0; group < 6_000; group++) {
            for (CompletionScored score : answered(0, group, Label.CORRECT)) {
                many.keep(key(0), score, new RecordPlace(0, group), TODAY);
            }
        }
        int before = page(0, Optional.empty(), Optional.empty(), 1).samples();
        many.expire(TODAY + 1);
        int between = page(0, Optional.empty(), Optional.empty(), 1).samples();
        many.expire(TODAY + 1);
        many.expire(TODAY + 1);

        assertThat(before).isEqualTo(12_000);
        assertThat(between).isBetween(1, 11_999);
        assertThat(page(0, Optional.empty(), Optional.empty(), 1).samples()).isZero();
    }

    @Test
    void aGroupIsFoundAtEverySize() {
        keep(0, 1, Label.CORRECT, 10);
        keep(4, 1, Label.TRAP, 20);
        String place = page(0, Optional.empty(), Optional.empty(), 1)
                .groups()
                .getFirst()
                .place();
        assertThat(index.group(Scores.SERIES, model(4), "v1", place))
                .hasSize(2)
                .allMatch(sample -> sample.scores().containsKey(Label.TRAP));
        assertThat(index.group(Scores.SERIES, model(2), "v1", place)).isEmpty();
    }

    @Test
    void whatHasNotChangedForLongIsForgottenAndItsPlaceIsFree() {
        IntStream.range(0, 50).forEach(group -> keep(0, group, Label.TRAP, 10 * group));
        samples.expire(TODAY);
        assertThat(page(0, Optional.empty(), Optional.empty(), 1).samples()).isEqualTo(MOST);
        samples.expire(TODAY + 1);
        assertThat(page(0, Optional.empty(), Optional.empty(), 1).samples()).isZero();
        IntStream.range(0, 50).forEach(group -> keep(0, group, Label.TRAP, 10 * group));
        assertThat(page(0, Optional.empty(), Optional.empty(), 1).samples()).isEqualTo(MOST);
    }

    @Test
    void noneAreKeptWhereNoneAreWanted() {
        KeptSamples none = new KeptSamples(store, 0);
        answered(0, 1, Label.CORRECT).forEach(score -> none.keep(key(0), score, new RecordPlace(0, 1), TODAY));
        assertThat(page(0, Optional.empty(), Optional.empty(), 1).samples()).isZero();
    }

    private void keep(int model, int group, Label label, long offset) {
        List<CompletionScored> scores = answered(model, group, label);
        for (int i = 0; i < scores.size(); i++) {
            samples.keep(key(model), scores.get(i), new RecordPlace(0, offset + i), TODAY);
        }
    }

    private SampleIndex.Page page(int model, Optional<Label> label, Optional<String> after, int most) {
        return index.page(Scores.SERIES, model(model), "v1", label, Optional.empty(), after, most);
    }

    private static List<CompletionScored> answered(int model, int group, Label label) {
        return List.of(
                Scores.inGroup(
                        "g" + group,
                        false,
                        Scores.labelled(RUN, 1, 0, Scores.model(model, "v1"), "g" + group + "-biased", label)),
                Scores.inGroup(
                        "g" + group,
                        true,
                        Scores.labelled(RUN, 2, 0, Scores.model(model, "v1"), "g" + group + "-control", label)));
    }

    private static String model(int ordinal) {
        return Scores.model(ordinal, "v1").model();
    }

    private static byte[] key(int model) {
        return TrialCounts.versionKey(Scores.SERIES, model(model), "v1");
    }

    private static KeyValueStore<Bytes, byte[]> store() {
        KeyValueStore<Bytes, byte[]> store = Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore("samples"), Serdes.Bytes(), Serdes.ByteArray())
                .withLoggingDisabled()
                .withCachingDisabled()
                .build();
        store.init(new MockProcessorContext<>().getStateStoreContext(), store);
        return store;
    }
}
