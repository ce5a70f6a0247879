package io.scalewatch.task.listing;

import io.scalewatch.task.problem.Violations;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// A value of a filter that is one of a few names, such as `strong-prior`; `STRONG_PRIOR` is the same.
public final class NamedValue {

    private NamedValue() {}

    /// @param field the filter, for what is said of a wrong one
    /// @param all the values that there are
    /// @param violations gets a name that there is not
    public static <E extends Enum<E>> Optional<E> of(String field, String text, E[] all, Violations violations) {
        Optional<E> value = Stream.of(all)
                .filter(one -> one.name().equalsIgnoreCase(text.replace('-', '_')))
                .findFirst();
        List<String> names = Stream.of(all).map(NamedValue::id).toList();
        violations.require(value.isPresent(), field, "is none of its values", "use one of " + String.join(", ", names));
        return value;
    }

    private static String id(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
