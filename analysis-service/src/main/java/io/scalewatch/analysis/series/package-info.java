/// The state of one series as integers that do not depend on the order of arrival, and the fit that is read off
/// them. Without a framework.
package io.scalewatch.analysis.series;
