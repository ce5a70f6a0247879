/// Classifies the curves of a table that someone brings, offline.
package io.scalewatch.local.fit;
