package io.scalewatch.task.publishing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.scalewatch.contracts.event.RateLimits;
import io.scalewatch.task.publishing.Pacer.Portion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class EndpointRatesTest {

    private static final long SECOND = 1_000_000_000L;
    private static final RateLimits REQUESTS = new RateLimits(Optional.of(600), Optional.empty());
    private static final RateLimits TOKENS = new RateLimits(Optional.empty(), Optional.of(60_000L));

    private final EndpointRates rates = new EndpointRates();

    @Test
    void anEndpointWithoutLimitsGetsWhatIsWanted() {
        List<Portion> wanted = List.of(portion("free", "a", RateLimits.NONE, 500, 3, 1_000));

        assertThat(rates.within(wanted, 0)).isEqualTo(wanted);
    }

    /// 600 a minute, asked for at random times for ten minutes: 10 a second, and a second's worth to begin
    /// with.
    @Test
    void requestsPerMinuteAreHeldInEveryMinute() {
        SplittableRandom random = new SplittableRandom(1);
        List<long[]> published = new ArrayList<>();
        long now = 0;
        while (now < 600 * SECOND) {
            now += random.nextLong(SECOND / 100, 3 * SECOND);
            published.add(new long[] {now, publish(portion("slow", "a", REQUESTS, 100, 0, 1), now)});
        }

        for (long[] first : published) {
            long inAMinute = published.stream()
                    .filter(one -> one[0] >= first[0] && one[0] < first[0] + 60 * SECOND)
                    .mapToLong(one -> one[1])
                    .sum();
            assertThat(inAMinute).isLessThanOrEqualTo(600 + 10);
        }
    }

    /// Two endpoints by turns, one prompt each time: neither leaves a model of its own out.
    @Test
    void noModelStarvesBesideAnotherEndpoint() {
        Map<String, Long> published = new HashMap<>();
        for (int half = 2; half < 200; half++) {
            String endpoint = half % 2 == 0 ? "even" : "odd";
            List<Portion> wanted = List.of(
                    portion(endpoint, endpoint + "-a", new RateLimits(Optional.of(60), Optional.empty()), 1, 0, 1),
                    portion(endpoint, endpoint + "-b", new RateLimits(Optional.of(60), Optional.empty()), 1, 0, 1));
            List<Portion> within = rates.within(wanted, half * SECOND / 2);
            within.forEach(portion -> published.merge(portion.of().model().model(), portion.prompts(), Long::sum));
            rates.published(within);
        }

        assertThat(published)
                .hasSize(4)
                .allSatisfy((model, prompts) -> assertThat(prompts).isGreaterThan(20));
    }

    @Test
    void aLimitIsUsedUp() {
        long published = 0;
        for (long now = SECOND / 10; now <= 60 * SECOND; now += SECOND / 10) {
            published += publish(portion("slow", "a", REQUESTS, 100, 0, 1), now);
        }

        assertThat(published).isBetween(589L, 600L);
    }

    @Test
    void tokensPerMinuteAreHeldByWhatPromptsTake() {
        long published = 0;
        for (long now = SECOND / 10; now <= 60 * SECOND; now += SECOND / 10) {
            published += publish(portion("slow", "a", TOKENS, 100, 0, 250), now);
        }

        assertThat((double) published).isCloseTo(60_000 / 250, within(2.0));
    }

    @Test
    void aPromptThatIsLargerThanASecondsWorthIsPublishedAndPaidOff() {
        assertThat(publish(portion("slow", "a", TOKENS, 100, 0, 30_000), SECOND))
                .as("the bucket begins empty")
                .isZero();
        assertThat(publish(portion("slow", "a", TOKENS, 100, 0, 30_000), 2 * SECOND))
                .isEqualTo(1);
        assertThat(publish(portion("slow", "a", TOKENS, 100, 0, 30_000), 30 * SECOND))
                .isZero();
        assertThat(publish(portion("slow", "a", TOKENS, 100, 0, 30_000), 32 * SECOND))
                .isEqualTo(1);
    }

    @Test
    void modelsOfAnEndpointShareItAndOthersAreNotHeldUp() {
        Map<String, Long> published = new HashMap<>();
        for (long now = SECOND / 10; now <= 60 * SECOND; now += SECOND / 10) {
            List<Portion> granted = rates.within(
                    List.of(
                            portion("slow", "a", REQUESTS, 64, 2, 1),
                            portion("slow", "b", REQUESTS, 64, 0, 1),
                            portion("free", "c", RateLimits.NONE, 64, 0, 1)),
                    now);
            rates.published(granted);
            granted.forEach(portion -> published.merge(portion.of().model().model(), portion.prompts(), Long::sum));
        }

        assertThat(published.get("a") + published.get("b")).isBetween(589L, 600L);
        assertThat((double) published.get("a")).isCloseTo(published.get("b"), within(30.0));
        assertThat(published.get("c")).isEqualTo(600 * 64);
    }

    @Test
    void whatIsAskedAgainGoesFirst() {
        rates.within(List.of(portion("slow", "a", REQUESTS, 64, 20, 1)), 0);

        List<Portion> granted = rates.within(List.of(portion("slow", "a", REQUESTS, 64, 20, 1)), SECOND / 2);

        assertThat(granted).singleElement().satisfies(portion -> {
            assertThat(portion.again()).isEqualTo(5);
            assertThat(portion.next()).isZero();
        });
    }

    private long publish(Portion portion, long now) {
        List<Portion> granted = rates.within(List.of(portion), now);
        rates.published(granted);
        return granted.stream().mapToLong(Portion::prompts).sum();
    }

    private static Portion portion(
            String endpoint, String model, RateLimits limits, long next, long again, double tokensEach) {
        ModelOfRun of = new ModelOfRun(
                new UUID(0, 1),
                0,
                new ModelOnEndpoint(endpoint, model, "1"),
                true,
                1_000_000,
                0,
                0,
                0,
                0,
                0,
                0,
                false,
                limits,
                tokensEach);
        return new Portion(of, again, next);
    }
}
