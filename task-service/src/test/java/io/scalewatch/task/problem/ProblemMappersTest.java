package io.scalewatch.task.problem;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.core.Response;
import org.junit.jupiter.api.Test;

class ProblemMappersTest {

    @Test
    void anUnexpectedErrorKeepsItsSecretsAndSaysWhereToLook() {
        Response response = new ProblemMappers().unexpected(new IllegalStateException("password=hunter2"));

        assertThat(response.getStatus()).isEqualTo(500);
        assertThat(response.getEntity()).isInstanceOfSatisfying(Problem.class, problem -> {
            assertThat(problem.detail()).startsWith("an unexpected error; the log has it as ");
            assertThat(problem.toString()).doesNotContain("hunter2");
        });
    }
}
