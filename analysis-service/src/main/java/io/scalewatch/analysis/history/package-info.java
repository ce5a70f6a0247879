/// What was published, in PostgreSQL, for those who ask later: the newest fit of each series, a thinned past,
/// all alerts.
package io.scalewatch.analysis.history;
