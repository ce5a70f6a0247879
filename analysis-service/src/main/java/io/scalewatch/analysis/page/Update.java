package io.scalewatch.analysis.page;

/// What all open pages are told at once, encoded once for all of them.
///
/// @param number one more than that of the update before
/// @param name `series`, `alerts` or `beat`
record Update(long number, String name, String json) {}
