package io.scalewatch.task.publishing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.scalewatch.contracts.event.EndpointDeclared.Protocol;
import io.scalewatch.contracts.event.RateLimits;
import io.scalewatch.task.publishing.Pacer.Portion;
import io.scalewatch.task.publishing.Pacer.Standing;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EndpointRatesTest {

    private static final long SECOND = 1_000_000_000L;
    private static final RateLimits REQUESTS = new RateLimits(Optional.of(600), Optional.empty());
    private static final RateLimits TOKENS = new RateLimits(Optional.empty(), Optional.of(60_000L));

    private final EndpointRates rates = new EndpointRates();
    private int requestsEach = 1;
    private List<Standing> standings = List.of();

    @Test
    void anEndpointWithoutLimitsGetsWhatIsWanted() {
        List<Portion> wanted = List.of(portion("free", "a", RateLimits.NONE, 500, 3, 1_000));

        assertThat(grant(wanted, 0)).isEqualTo(wanted);
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
            List<Portion> within = grant(wanted, half * SECOND / 2);
            within.forEach(portion -> published.merge(portion.of().model().model(), portion.prompts(), Long::sum));
            published(within);
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
            List<Portion> granted = grant(
                    List.of(
                            portion("slow", "a", REQUESTS, 64, 2, 1),
                            portion("slow", "b", REQUESTS, 64, 0, 1),
                            portion("free", "c", RateLimits.NONE, 64, 0, 1)),
                    now);
            published(granted);
            granted.forEach(portion -> published.merge(portion.of().model().model(), portion.prompts(), Long::sum));
        }

        assertThat(published.get("a") + published.get("b")).isBetween(589L, 600L);
        assertThat((double) published.get("a")).isCloseTo(published.get("b"), within(30.0));
        assertThat(published.get("c")).isEqualTo(600 * 64);
    }

    @Test
    void whatIsAskedAgainGoesFirst() {
        grant(List.of(portion("slow", "a", REQUESTS, 64, 20, 1)), 0);

        List<Portion> granted = grant(List.of(portion("slow", "a", REQUESTS, 64, 20, 1)), SECOND / 2);

        assertThat(granted).singleElement().satisfies(portion -> {
            assertThat(portion.again()).isEqualTo(5);
            assertThat(portion.next()).isZero();
        });
    }

    /// Four classes are compared: four requests a prompt.
    @Test
    void aPromptThatAsksOncePerClassCountsAsOften() {
        requestsEach = 4;
        long published = 0;
        for (long now = SECOND / 10; now <= 60 * SECOND; now += SECOND / 10) {
            published += publish(portion("slow", "a", REQUESTS, 100, 0, 1), now);
        }

        assertThat(4 * published).isBetween(588L, 600L);
    }

    /// What was thought to take four requests took two: the rest is used.
    @Test
    void whatAPromptReallyTakesIsWhatCounts() {
        requestsEach = 4;
        long published = 0;
        for (long now = SECOND / 10; now <= 60 * SECOND; now += SECOND / 10) {
            List<Portion> granted = grant(List.of(portion("slow", "a", REQUESTS, 100, 0, 1)), now);
            long prompts = granted.stream().mapToLong(Portion::prompts).sum();
            rates.published(granted, Map.of("slow", 2 * prompts));
            published += prompts;
        }

        assertThat(2 * published).isBetween(588L, 600L);
    }

    @Test
    void aPromptThatTakesMoreThanASecondsWorthOfRequestsIsPublishedAndPaidOff() {
        requestsEach = 30;
        List<Long> at = new ArrayList<>();
        for (long now = SECOND; now <= 60 * SECOND; now += SECOND) {
            if (publish(portion("slow", "a", REQUESTS, 100, 0, 1), now) > 0) {
                at.add(now / SECOND);
            }
        }

        assertThat(at).startsWith(2L, 5L, 8L).hasSize(20);
    }

    /// Workers are stopped in the third minute and return in the thirteenth: they call at once what has waited.
    @ParameterizedTest
    @CsvSource({"60, 1", "60, 30", "600, 1", "600, 30", "6000, 2"})
    void workersThatReturnFindNoMoreThanSecondsWorthToCall(int perMinute, int latencySeconds) {
        RateLimits limits = new RateLimits(Optional.of(perMinute), Optional.empty());
        double perSecond = perMinute / 60.0;
        Queue<Long> inTopic = new ArrayDeque<>();
        Queue<Long> inCalls = new ArrayDeque<>();
        List<Long> calls = new ArrayList<>();
        for (long now = 0; now < 1_200 * SECOND; now += SECOND / 10) {
            boolean working = now < 180 * SECOND || now >= 780 * SECOND;
            while (!inCalls.isEmpty() && inCalls.peek() <= now) {
                inCalls.remove();
            }
            standings = List.of(new Standing(
                    new ModelOnEndpoint("slow", "a", "1"), 0, inTopic.size() + inCalls.size(), latencySeconds, false));
            for (long n = publish(portion("slow", "a", limits, 4_096, 0, 1), now); n > 0; n--) {
                inTopic.add(now);
            }
            while (working && !inTopic.isEmpty()) {
                inTopic.remove();
                calls.add(now);
                inCalls.add(now + latencySeconds * SECOND);
            }
        }

        long inTheFirstMinute = calls.stream().filter(at -> at < 60 * SECOND).count();
        assertThat((double) inTheFirstMinute).as("used up").isBetween(0.95 * perMinute, 1.02 * perMinute);
        long atOnce = calls.stream().filter(at -> at == 780 * SECOND).count();
        assertThat((double) atOnce).isBetween(1.0, perSecond * (latencySeconds + 6) + 1);
        int mostInAMinute = 0;
        for (int first = 0, after = 0; first < calls.size(); first++) {
            while (after < calls.size() && calls.get(after) < calls.get(first) + 60 * SECOND) {
                after++;
            }
            mostInAMinute = Math.max(mostInAMinute, after - first);
        }
        assertThat((double) mostInAMinute).isLessThanOrEqualTo(perMinute + perSecond * (latencySeconds + 7) + 1);
    }

    /// Two models of an endpoint: the calls of one hang for two minutes, those of the other take a second.
    @ParameterizedTest
    @CsvSource({"60, 0.4", "600, 0.45"})
    void aModelThatHangsLeavesTheOtherItsPart(int perMinute, double part) {
        RateLimits limits = new RateLimits(Optional.of(perMinute), Optional.empty());
        Map<String, Queue<Long>> out = Map.of("hanging", new ArrayDeque<>(), "living", new ArrayDeque<>());
        Map<String, Integer> takes = Map.of("hanging", 120, "living", 1);
        long answered = 0;
        for (long now = 0; now < 600 * SECOND; now += SECOND / 10) {
            List<Standing> standing = new ArrayList<>();
            for (String model : List.of("hanging", "living")) {
                while (!out.get(model).isEmpty() && out.get(model).peek() <= now) {
                    out.get(model).remove();
                    answered += model.equals("living") ? 1 : 0;
                }
                // A model that has answered nothing yet has no latency.
                standing.add(new Standing(
                        new ModelOnEndpoint("slow", model, "1"),
                        0,
                        out.get(model).size(),
                        model.equals("living") ? 1 : 0,
                        false));
            }
            standings = standing;
            List<Portion> granted = grant(
                    List.of(portion("slow", "hanging", limits, 64, 0, 1), portion("slow", "living", limits, 64, 0, 1)),
                    now);
            published(granted);
            for (Portion portion : granted) {
                String model = portion.of().model().model();
                for (long n = portion.prompts(); n > 0; n--) {
                    out.get(model).add(now + takes.get(model) * SECOND);
                }
            }
        }

        assertThat((double) answered).isGreaterThan(part * 10 * perMinute);
    }

    private long publish(Portion portion, long now) {
        List<Portion> granted = grant(List.of(portion), now);
        published(granted);
        return granted.stream().mapToLong(Portion::prompts).sum();
    }

    private List<Portion> grant(List<Portion> wanted, long now) {
        return rates.within(wanted, row -> requestsEach, standings, now);
    }

    private void published(List<Portion> portions) {
        Map<String, Long> requests = new HashMap<>();
        portions.forEach(portion ->
                requests.merge(portion.of().model().endpoint(), portion.prompts() * requestsEach, Long::sum));
        rates.published(portions, requests);
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
                Protocol.OPENAI_CHAT,
                limits,
                tokensEach);
        return new Portion(of, again, next);
    }
}
