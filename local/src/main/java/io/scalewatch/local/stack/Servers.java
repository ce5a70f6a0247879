package io.scalewatch.local.stack;

/// Where a stack's Kafka and PostgreSQL come from.
public sealed interface Servers {

    /// The stack starts its own, each a process of its own.
    record Own() implements Servers {}

    /// They run already, with the topics and the database.
    ///
    /// @param kafkaBootstrap `HOST:PORT[,HOST:PORT...]`
    record Running(String kafkaBootstrap, String jdbcUrl, String databaseUser, String databasePassword)
            implements Servers {

        /// Without the password, which stays out of logs.
        @Override
        public String toString() {
            return "Running[" + kafkaBootstrap + ", " + jdbcUrl + "]";
        }
    }
}
