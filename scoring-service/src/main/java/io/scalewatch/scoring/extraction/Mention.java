package io.scalewatch.scoring.extraction;

/// A place where something stands that could be an answer of the kind that is asked for.
///
/// @param value the answer that it would be
/// @param from its first place
/// @param to the place after its last
/// @param counts whether the text itself stands behind it: not denied, not somebody else's belief, not the
/// number of a list's item
record Mention(String value, int from, int to, boolean counts) {}
