package io.scalewatch.task.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import io.scalewatch.task.catalogue.BuiltInTasks;
import io.scalewatch.task.catalogue.TaskVersion;
import org.junit.jupiter.api.Test;

class TaskCacheTest {

    @Test
    void theOneThatWasUsedLongestAgoGoesFirst() {
        TaskCache cache = new TaskCache(10);
        cache.put(task("a", 4));
        cache.put(task("b", 4));

        cache.get("a", "1");
        cache.put(task("c", 4));

        assertThat(cache.get("a", "1")).isPresent();
        assertThat(cache.get("b", "1")).isEmpty();
        assertThat(cache.get("c", "1")).isPresent();
        assertThat(cache.samples()).isEqualTo(8);
    }

    @Test
    void whatIsLargerThanTheCacheIsNotKept() {
        TaskCache cache = new TaskCache(10);
        cache.put(task("a", 4));

        cache.put(task("b", 11));

        assertThat(cache.get("a", "1")).isPresent();
        assertThat(cache.get("b", "1")).isEmpty();
    }

    @Test
    void theSameVersionTwiceIsKeptOnce() {
        TaskCache cache = new TaskCache(10);

        cache.put(task("a", 4));
        cache.put(task("a", 4));

        assertThat(cache.samples()).isEqualTo(4);
    }

    @Test
    void aCacheOfNothingKeepsNothing() {
        TaskCache cache = new TaskCache(0);

        cache.put(task("a", 1));

        assertThat(cache.get("a", "1")).isEmpty();
    }

    private static TaskVersion task(String name, int samples) {
        TaskVersion any = BuiltInTasks.all().getFirst();
        return new TaskVersion(
                name,
                "1",
                any.mechanism(),
                any.description(),
                any.kind(),
                any.labels(),
                any.samples().subList(0, samples));
    }
}
