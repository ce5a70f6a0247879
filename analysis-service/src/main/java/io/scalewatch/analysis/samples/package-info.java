/// What was asked and answered, read back from Kafka for those who want to see it.
package io.scalewatch.analysis.samples;
