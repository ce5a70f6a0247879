/// The Kafka Streams topology: from scores to fits and evidence. One partition of `scores` holds everything of
/// a family's task, so that each task of the topology counts, remembers and fits its series alone.
package io.scalewatch.analysis.topology;
