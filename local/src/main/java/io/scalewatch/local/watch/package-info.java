/// What the topics tell about a run: fits, alerts, scores.
package io.scalewatch.local.watch;
