/// Compares what was found with what the sample accepts and provokes, and makes the score of it. No framework.
package io.scalewatch.scoring.labelling;
