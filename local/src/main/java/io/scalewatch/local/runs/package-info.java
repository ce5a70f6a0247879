/// Runs: started, watched, steered.
package io.scalewatch.local.runs;
