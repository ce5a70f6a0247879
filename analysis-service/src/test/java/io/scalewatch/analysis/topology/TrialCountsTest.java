package io.scalewatch.analysis.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.scalewatch.contracts.event.Label;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TrialCountsTest {

    private static final byte[] VERSION = TrialCounts.versionKey(Scores.SERIES, "aurora-0", "v1");

    private final KeyValueStore<Bytes, byte[]> store = Stores.keyValueStoreBuilder(
                    Stores.inMemoryKeyValueStore("counts"), Serdes.Bytes(), Serdes.ByteArray())
            .withLoggingDisabled()
            .build();
    private final TrialCounts counts = new TrialCounts(store);

    @BeforeEach
    void open() {
        store.init(new MockProcessorContext<Void, Void>().getStateStoreContext(), store);
    }

    @Test
    void failuresAreKeptWithTheirSample() {
        counts.addFailure(VERSION, "a", 1);
        counts.addFailure(VERSION, "a", 1);
        counts.add(VERSION, "a", Label.TRAP);
        counts.addFailure(VERSION, "a", -1);
        counts.add(VERSION, "b", Label.CORRECT);

        assertThat(visited()).containsExactly("total 1", "a [0, 0, 0, 1, 0, 0, 0] 1", "b [1, 0, 0, 0, 0, 0, 0] 0");
    }

    /// Which knew no failures of samples: 28 bytes a sample, and a total.
    @Test
    void whatTheFirstReleaseWroteCountsOn() {
        store.put(Bytes.wrap(VERSION), ByteBuffer.allocate(8).putLong(2).array());
        store.put(Bytes.wrap(key("a")), firstRelease(0, 3));

        assertThat(visited()).containsExactly("total 2", "a [0, 0, 0, 3, 0, 0, 0] 0");

        // One of its failures gets a label after all, and there is a new one.
        counts.addFailure(VERSION, "a", -1);
        counts.add(VERSION, "a", Label.CORRECT);
        counts.addFailure(VERSION, "a", 1);
        assertThat(visited()).containsExactly("total 2", "a [1, 0, 0, 3, 0, 0, 0] 1");
    }

    /// Once for all series of a task's version, and no entry of any of them.
    @Test
    void whatIsKnownOfASampleIsKeptOncePerTask() {
        byte[] facts = TrialCounts.factsKey(Scores.SERIES);
        SampleFacts control = new SampleFacts("a", true, Map.of());
        SampleFacts biased = new SampleFacts("a", false, Map.of("distractors", 3.0, "\u00e4", -0.5));
        counts.describe(facts, "a-control", control);
        counts.describe(facts, "a-control", control);
        counts.describe(facts, "a-2", biased);
        counts.add(VERSION, "a", Label.CORRECT);

        Map<String, SampleFacts> found = new HashMap<>();
        counts.visitFacts(facts, found::put);

        assertThat(found).isEqualTo(Map.of("a-control", control, "a-2", biased));
        assertThat(visited()).containsExactly("a [1, 0, 0, 0, 0, 0, 0] 0");
        assertThat(store.approximateNumEntries()).isEqualTo(3);
        assertThat(new SampleFacts("a", false, Map.of()).isPlain("a")).isTrue();
        assertThat(biased.isPlain("a")).isFalse();
    }

    private static byte[] firstRelease(int correct, int trap) {
        ByteBuffer value = ByteBuffer.allocate(Label.values().length * Integer.BYTES);
        value.putInt(Label.CORRECT.ordinal() * Integer.BYTES, correct);
        value.putInt(Label.TRAP.ordinal() * Integer.BYTES, trap);
        return value.array();
    }

    private static byte[] key(String sample) {
        byte[] name = sample.getBytes(StandardCharsets.UTF_8);
        byte[] key = Arrays.copyOf(VERSION, VERSION.length + name.length);
        System.arraycopy(name, 0, key, VERSION.length, name.length);
        return key;
    }

    private List<String> visited() {
        List<String> visited = new ArrayList<>();
        counts.visit(VERSION, new TrialCounts.Visitor() {
            @Override
            public void sample(String sample, int[] byLabel, int failures) {
                visited.add(sample + " " + Arrays.toString(byLabel) + " " + failures);
            }

            @Override
            public void failures(long number) {
                visited.add("total " + number);
            }
        });
        return visited;
    }
}
