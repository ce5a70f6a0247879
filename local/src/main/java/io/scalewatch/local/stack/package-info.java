/// The local stack: Kafka, PostgreSQL, the services and the simulated models, each as a process of its own
/// under one supervisor.
package io.scalewatch.local.stack;
