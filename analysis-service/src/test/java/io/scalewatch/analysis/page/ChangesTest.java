package io.scalewatch.analysis.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChangesTest {

    private final Changes changes = new Changes();

    @Test
    void tellsTheNewestOfEachKeyOnce() {
        put("a", "1");
        put("b", "1");
        put("a", "2");
        assertThat(take(10)).containsExactly("2", "1");
        assertThat(take(10)).isEmpty();
    }

    @Test
    void letsNothingWaitForEver() {
        put("busy", "1");
        put("quiet", "1");
        assertThat(take(1)).containsExactly("1");
        // What changes all the time goes to the end of the queue once it was told.
        put("busy", "2");
        put("busy", "3");
        assertThat(take(1)).containsExactly("1");
        assertThat(take(1)).containsExactly("3");
    }

    @Test
    void forgetsWhatNobodyWaitsFor() {
        put("a", "1");
        changes.clear();
        assertThat(take(10)).isEmpty();
    }

    private void put(String key, String value) {
        changes.put(key, value.getBytes(StandardCharsets.UTF_8));
    }

    private List<String> take(int most) {
        return changes.take(most).stream()
                .map(value -> new String(value, StandardCharsets.UTF_8))
                .toList();
    }
}
