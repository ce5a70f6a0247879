package io.scalewatch.local.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LongSetTest {

    @Test
    void itIsASet() {
        LongSet set = new LongSet();
        Set<Long> reference = new HashSet<>();
        SplittableRandom random = new SplittableRandom(3);

        for (int i = 0; i < 50_000; i++) {
            long value = random.nextInt(4) == 0 ? random.nextLong(-5, 5) : random.nextLong(40_000);
            assertThat(set.add(value)).isEqualTo(reference.add(value));
        }
        set.clear();

        assertThat(set.add(0)).isTrue();
        assertThat(set.add(1)).isTrue();
        assertThat(set.add(1)).isFalse();
    }
}
