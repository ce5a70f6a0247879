/// What the log-probabilities of a sample's classes say: the definitions of the Inverse Scaling Prize. No
/// framework.
package io.scalewatch.scoring.logprob;
