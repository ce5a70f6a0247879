package io.scalewatch.task.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import io.scalewatch.contracts.event.Prices;
import io.scalewatch.contracts.event.TokenUsage;
import io.scalewatch.task.publishing.BudgetRoom.Spent;
import io.scalewatch.task.runs.RunBudget;
import io.scalewatch.task.runs.RunState.Cause;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BudgetRoomTest {

    /// A dollar for a prompt that takes the most.
    private static final TokenUsage MOST = new TokenUsage(60, 40);
    private static final Optional<Prices> PRICES = Optional.of(new Prices(10_000, 10_000));

    private static RunBudget requests(long limit) {
        return new RunBudget(Optional.empty(), Optional.empty(), Optional.of(limit));
    }

    private static RunBudget tokens(long limit) {
        return new RunBudget(Optional.empty(), Optional.of(limit), Optional.empty());
    }

    private static RunBudget usd(double limit) {
        return new RunBudget(Optional.of(limit), Optional.empty(), Optional.empty());
    }

    private static Spent spent(long issued, long ended, long uncounted, long tokens, double usd) {
        return new Spent(issued, ended, 0, 0, uncounted, tokens, usd, PRICES);
    }

    @Test
    void withoutALimitThereIsRoomForAll() {
        BudgetRoom room = new BudgetRoom(RunBudget.NONE, MOST, List.of(spent(100, 0, 0, 0, 0)));

        assertThat(room.take(1_000_000, PRICES)).isEqualTo(1_000_000);
        assertThat(room.shortOf()).isEmpty();
    }

    @Test
    void whatIsOutIsHeldBackAtTheMost() {
        // 3 are out, at 100 tokens each; 7 have taken 10 each.
        List<Spent> models = List.of(spent(10, 7, 0, 70, 0));

        assertThat(new BudgetRoom(tokens(370), MOST, models).take(5, PRICES)).isZero();
        assertThat(new BudgetRoom(tokens(469), MOST, models).take(5, PRICES)).isZero();
        assertThat(new BudgetRoom(tokens(470), MOST, models).take(5, PRICES)).isEqualTo(1);
        assertThat(new BudgetRoom(tokens(470), MOST, models).out()).isEqualTo(3);
    }

    @Test
    void anAnswerThatNobodyCountedIsTakenForTheMost() {
        List<Spent> models = List.of(spent(10, 10, 10, 0, 0));

        assertThat(new BudgetRoom(tokens(1_000), MOST, models).take(5, PRICES)).isZero();
        assertThat(new BudgetRoom(usd(12.5), MOST, models).take(5, PRICES)).isEqualTo(2);
    }

    @Test
    void whatIsAskedAgainIsARequest() {
        Spent model = new Spent(10, 6, 2, 3, 0, 0, 0, PRICES);

        assertThat(new BudgetRoom(requests(13), MOST, List.of(model)).take(5, PRICES))
                .isZero();
        assertThat(new BudgetRoom(requests(15), MOST, List.of(model)).take(5, PRICES))
                .isEqualTo(2);
        assertThat(model.out()).isEqualTo(2);
    }

    @Test
    void theModelsOfARunShareItsBudgetAndPayTheirOwnPrices() {
        BudgetRoom room = new BudgetRoom(usd(10), MOST, List.of(spent(2, 2, 0, 0, 3), spent(1, 1, 0, 0, 2)));

        assertThat(room.take(2, PRICES)).isEqualTo(2);
        assertThat(room.take(100, Optional.of(new Prices(5_000, 5_000)))).isEqualTo(6);
        assertThat(room.take(1, PRICES)).isZero();
        assertThat(room.shortOf()).contains(Cause.BUDGET_USD);
    }

    @Test
    void anEndpointThatHasLostItsPricesIsGrantedNoMoney() {
        BudgetRoom room = new BudgetRoom(usd(10), MOST, List.of(spent(0, 0, 0, 0, 0), spent(2, 2, 0, 0, 3)));

        assertThat(room.take(5, Optional.empty())).isZero();
        assertThat(room.shortOf()).contains(Cause.BUDGET_USD);
        // The others of the run go on.
        assertThat(room.take(100, PRICES)).isEqualTo(7);
    }

    @Test
    void whatIsOutAtNobodyKnowsWhichPriceLeavesNoMoney() {
        Spent unpriced = new Spent(3, 2, 0, 0, 0, 0, 1, Optional.empty());
        BudgetRoom room = new BudgetRoom(usd(10), MOST, List.of(unpriced));

        assertThat(room.take(1, PRICES)).isZero();
        assertThat(room.shortOf()).contains(Cause.BUDGET_USD);
    }

    @Test
    void pricesMatterToAMoneyBudgetAlone() {
        Spent unpriced = new Spent(3, 2, 0, 0, 0, 0, 0, Optional.empty());

        assertThat(new BudgetRoom(requests(10), MOST, List.of(unpriced)).take(5, Optional.empty()))
                .isEqualTo(5);
        assertThat(new BudgetRoom(usd(1), MOST, List.of()).take(5, Optional.of(new Prices(0, 0))))
                .isEqualTo(5);
    }

    @Test
    void namesWhatItIsShortOf() {
        BudgetRoom room =
                new BudgetRoom(new RunBudget(Optional.of(1e9), Optional.of(50L), Optional.of(1_000L)), MOST, List.of());

        assertThat(room.take(5, PRICES)).isZero();
        assertThat(room.shortOf()).contains(Cause.BUDGET_TOKENS);
    }

    enum Kind {
        USD,
        TOKENS,
        REQUESTS
    }

    /// Whatever the answers take, up to the most, and in whatever order they come, no budget is ever passed,
    /// and what is left at the end is less than one prompt may take.
    @ParameterizedTest
    @EnumSource
    void isNeverPassed(Kind kind) {
        Random random = new Random(7);
        for (int round = 0; round < 200; round++) {
            long limit = 500 + random.nextInt(20_000);
            RunBudget budget = switch (kind) {
                case USD -> usd(limit / 100.0);
                case TOKENS -> tokens(limit);
                case REQUESTS -> requests(limit);
            };
            long issued = 0;
            long ended = 0;
            long tokens = 0;
            long uncounted = 0;
            while (true) {
                Spent spent = spent(issued, ended, uncounted, tokens, tokens / 100.0);
                long taken = new BudgetRoom(budget, MOST, List.of(spent)).take(1 + random.nextInt(64), PRICES);
                issued += taken;
                long out = issued - ended;
                if (taken == 0 && out == 0) {
                    break;
                }
                long answers = taken == 0 ? out : random.nextLong(out + 1);
                for (int i = 0; i < answers; i++) {
                    ended++;
                    if (random.nextInt(10) == 0) {
                        uncounted++;
                    } else {
                        tokens += 1 + random.nextInt(100);
                    }
                }
                long used = kind == Kind.REQUESTS ? issued : tokens + 100 * uncounted;
                assertThat(used).isLessThanOrEqualTo(limit);
            }
            long left = limit - (kind == Kind.REQUESTS ? issued : tokens + 100 * uncounted);
            assertThat(left).isBetween(0L, kind == Kind.REQUESTS ? 0L : 100L);
        }
    }
}
