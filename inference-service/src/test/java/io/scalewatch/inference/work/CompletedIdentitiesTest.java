package io.scalewatch.inference.work;

import static org.assertj.core.api.Assertions.assertThat;

import io.scalewatch.contracts.event.PromptId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CompletedIdentitiesTest {

    @Test
    void knowsWhatWasLoadedAndAddedAndNothingElse() {
        SplittableRandom random = new SplittableRandom(3);
        CompletedIdentities identities = new CompletedIdentities(10_000);
        Set<PromptId> expected = new HashSet<>();
        for (int i = 0; i < 8_000; i++) {
            PromptId id = random(random);
            expected.add(id);
            if (i % 2 == 0) {
                identities.load(id);
            } else {
                identities.add(id);
            }
        }

        for (int i = 0; i < 8_000; i++) {
            PromptId id = random(random);
            assertThat(identities.contains(id)).isEqualTo(expected.contains(id));
        }
        assertThat(expected).allMatch(identities::contains);
    }

    @Test
    void anotherAttemptIsAnotherPrompt() {
        CompletedIdentities identities = new CompletedIdentities(10);
        identities.add(new PromptId(new UUID(1, 2), 5, 0));

        assertThat(identities.contains(new PromptId(new UUID(1, 2), 5, 1))).isFalse();
        assertThat(identities.contains(new PromptId(new UUID(1, 3), 5, 0))).isFalse();
        assertThat(identities.contains(new PromptId(new UUID(1, 2), 5, 0))).isTrue();
    }

    @Test
    void whatTheLogHeldIsKnownUntilAGenerationLater() {
        CompletedIdentities identities = new CompletedIdentities(100);
        for (long i = 0; i < 5_000; i++) {
            identities.load(new PromptId(new UUID(1, 2), i, 0));
        }

        for (long i = 0; i < 100; i++) {
            identities.add(new PromptId(new UUID(9, 9), i, 0));
        }

        for (long i = 0; i < 5_000; i++) {
            assertThat(identities.contains(new PromptId(new UUID(1, 2), i, 0))).isTrue();
        }
    }

    @Test
    void memoryIsBoundedAndTheYoungestGenerationAlwaysKnown() {
        int generation = 500;
        CompletedIdentities identities = new CompletedIdentities(generation);
        List<PromptId> added = new ArrayList<>();
        for (long i = 0; i < 20_000; i++) {
            PromptId id = new PromptId(new UUID(4, 2), i * 7, 0);
            identities.add(id);
            added.add(id);

            assertThat(identities.size()).isLessThanOrEqualTo(2 * generation);
        }

        assertThat(added.subList(added.size() - generation, added.size())).allMatch(identities::contains);
        assertThat(identities.contains(added.getFirst())).isFalse();
    }

    private static PromptId random(SplittableRandom random) {
        return new PromptId(new UUID(0, random.nextInt(3)), random.nextLong(10_000), random.nextInt(2));
    }
}
