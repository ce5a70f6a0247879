package io.scalewatch.contracts.event;

import java.util.Optional;

/// The checks that the compact constructors of the events share.
final class Require {

    private Require() {}

    static void that(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    static <T> T notNull(T value, String name) {
        that(value != null, name + " is missing");
        return value;
    }

    static String notBlank(String value, String name) {
        that(value != null && !value.isBlank(), name + " is missing");
        return value;
    }

    /// Jackson gives null for an absent property of a record, also where its type is an [Optional].
    static <T> Optional<T> orEmpty(Optional<T> value) {
        return value == null ? Optional.empty() : value;
    }
}
