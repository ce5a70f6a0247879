/// From `completions` to `scores` in Kafka transactions, each completion scored exactly once.
package io.scalewatch.scoring.pipeline;
