/// Curves and alerts, as the analysis service tells them.
package io.scalewatch.local.series;
