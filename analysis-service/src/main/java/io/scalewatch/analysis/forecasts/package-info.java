/// How past forecasts did, when the size that they were made for came.
package io.scalewatch.analysis.forecasts;
