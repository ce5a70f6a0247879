/// A real Kafka broker and a real PostgreSQL server, run from their libraries: for the local stack and for tests.
package io.scalewatch.embedded;
