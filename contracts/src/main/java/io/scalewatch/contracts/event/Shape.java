package io.scalewatch.contracts.event;

/// The shape of accuracy over size.
public enum Shape {
    /// Fewer than 3 sizes, or fewer than 20 samples seen by every size.
    INSUFFICIENT,
    /// No shape is proven, and flatness is not either.
    INCONCLUSIVE,
    /// All differences between sizes are proven to be small.
    FLAT,
    /// Better with size.
    POSITIVE,
    /// Worse with size.
    INVERSE,
    /// A fall and then a rise are proven.
    U_SHAPED,
    /// A rise and then a fall are proven.
    INVERTED_U,
    /// Better with size, in one step.
    EMERGENT,
    /// Neither one peak nor one valley.
    IRREGULAR
}
