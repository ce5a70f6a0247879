package io.scalewatch.task.listing;

import io.scalewatch.task.problem.Violations;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/// How a list of things with names is sorted and paged that is small enough to be read as a whole.
///
/// @param name what identifies an item
/// @param fields what the list can be sorted by besides the name; where it is the same, the name decides
public record NamedList<T>(Function<T, String> name, Map<String, Function<T, String>> fields) {

    /// For the description of the API.
    public static final String PAGE = "A page; the header Link names the next one";
    public static final String LINK = "The next page, rel=next; absent on the last one";

    private static final String NAME = "name";

    public NamedList {
        fields = Map.copyOf(fields);
    }

    /// The page that a request asks for.
    ///
    /// @param all the items that its filters let through, in any order
    /// @param violations what is wrong with the filters, if anything is
    /// @throws io.scalewatch.task.problem.InvalidRequestException if the page can't be asked for so
    public Page<T> page(List<T> all, int limit, String sort, Optional<String> cursor, Violations violations) {
        PageRequest page = PageRequest.of(limit, sort, cursor, names(), violations);
        violations.throwIfAny();
        Function<T, String> field = fields.getOrDefault(page.field(), name);
        Comparator<T> byField = Comparator.comparing(field);
        Comparator<T> order = (page.descending() ? byField.reversed() : byField).thenComparing(name);
        List<T> rest = all.stream()
                .sorted(order)
                .filter(item -> page.after()
                        .map(after -> isBeyond(item, field, page, after))
                        .orElse(true))
                .limit(page.limit() + 1L)
                .toList();
        if (rest.size() <= page.limit()) {
            return new Page<>(rest, Optional.empty());
        }
        T last = rest.get(page.limit() - 1);
        return new Page<>(
                rest.subList(0, page.limit()), Optional.of(page.cursorAfter(field.apply(last), name.apply(last))));
    }

    private boolean isBeyond(T item, Function<T, String> field, PageRequest page, PageRequest.After after) {
        int byField = field.apply(item).compareTo(after.value());
        if (byField == 0) {
            return name.apply(item).compareTo(after.identity()) > 0;
        }
        return page.descending() == byField < 0;
    }

    private List<String> names() {
        return Stream.concat(Stream.of(NAME), fields.keySet().stream().sorted()).toList();
    }
}
