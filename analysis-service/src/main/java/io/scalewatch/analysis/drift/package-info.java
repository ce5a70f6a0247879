/// Whether a version that has not changed goes on answering as it did, and under the names that it did.
package io.scalewatch.analysis.drift;
