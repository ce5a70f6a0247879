package io.scalewatch.task.listing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.scalewatch.task.problem.InvalidRequestException;
import io.scalewatch.task.problem.Violations;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NamedListTest {

    private static Page<Item> page(List<Item> all, int limit, String sort, Optional<String> cursor) {
        return LIST.page(all, limit, sort, cursor, new Violations());
    }

    private record Item(String name, String colour) {}

    private static final NamedList<Item> LIST = new NamedList<>(Item::name, Map.of("colour", Item::colour));

    private static final List<Item> ITEMS =
            List.of(new Item("d", "red"), new Item("a", "red"), new Item("c", "blue"), new Item("b", "red"));

    @Test
    void sortsByNameIfNothingElseIsSaid() {
        assertThat(page(ITEMS, 10, "name", Optional.empty()))
                .isEqualTo(new Page<>(
                        List.of(ITEMS.get(1), ITEMS.get(3), ITEMS.get(2), ITEMS.getFirst()), Optional.empty()));
    }

    @Test
    void theNameDecidesWhereTheFieldIsTheSame() {
        assertThat(page(ITEMS, 10, "-colour", Optional.empty()).items())
                .extracting(Item::name)
                .containsExactly("a", "b", "d", "c");
    }

    @Test
    void pagesFollowEachOtherInEveryOrder() {
        List<Item> many = IntStream.range(0, 57)
                .mapToObj(i -> new Item("item-" + i, "colour-" + i % 5))
                .toList();
        for (String sort : List.of("name", "-name", "colour", "-colour")) {
            List<Item> seen = new ArrayList<>();
            Optional<String> cursor = Optional.empty();
            do {
                Page<Item> page = page(many, 10, sort, cursor);
                seen.addAll(page.items());
                cursor = page.next();
            } while (cursor.isPresent());

            assertThat(seen)
                    .as(sort)
                    .isEqualTo(page(many, 100, sort, Optional.empty()).items())
                    .hasSize(57);
        }
    }

    @Test
    void whatIsAddedMeanwhileNeitherRepeatsNorHidesAnItem() {
        Page<Item> first = page(ITEMS, 2, "name", Optional.empty());
        List<Item> more = new ArrayList<>(ITEMS);
        more.add(new Item("aa", "green"));

        assertThat(page(more, 2, "name", first.next()).items())
                .extracting(Item::name)
                .containsExactly("c", "d");
    }

    @Test
    void whatCannotBeAskedForIsNamed() {
        assertThatThrownBy(() -> page(ITEMS, 0, "size", Optional.of("?")))
                .isInstanceOfSatisfying(
                        InvalidRequestException.class,
                        e -> assertThat(e.violations())
                                .extracting(violation -> violation.field())
                                .containsExactly("limit", "sort", "cursor"));
    }
}
