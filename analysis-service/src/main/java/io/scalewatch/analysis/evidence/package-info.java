/// Evidence that stays valid however often one looks: e-values of a trend over size, and what may be concluded
/// from many of them at once. Pure functions, without a framework.
package io.scalewatch.analysis.evidence;
