package io.scalewatch.local.series;

/// What is said of an alert, as the analysis service takes it.
record AlertRemark(String by, String text) {}
