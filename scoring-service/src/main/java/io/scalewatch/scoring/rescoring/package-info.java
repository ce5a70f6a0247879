/// The answers of past runs, scored again from `completions` into another scoring version.
package io.scalewatch.scoring.rescoring;
