package io.scalewatch.embedded.test;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/// Gives a Quarkus test the shared [TestStack]. With the argument `postgres=false`, Kafka alone.
public final class StackResource implements QuarkusTestResourceLifecycleManager {

    private boolean withPostgres = true;

    @Override
    public void init(Map<String, String> arguments) {
        withPostgres = !"false".equals(arguments.get("postgres"));
    }

    @Override
    public Map<String, String> start() {
        TestStack stack = TestStack.shared();
        if (!withPostgres) {
            return Map.of("kafka.bootstrap.servers", stack.kafkaBootstrap());
        }
        return Map.of(
                "kafka.bootstrap.servers", stack.kafkaBootstrap(),
                "quarkus.datasource.jdbc.url", stack.jdbcUrl(),
                "quarkus.datasource.username", stack.databaseUser(),
                "quarkus.datasource.password", stack.databasePassword());
    }

    @Override
    public void stop() {
        // The stack ends with the JVM: the next test class uses it again.
    }
}
