/// Labels completions of a file, offline, with the rules of the scoring.
package io.scalewatch.local.label;
