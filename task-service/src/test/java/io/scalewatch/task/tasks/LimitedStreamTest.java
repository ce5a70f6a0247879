package io.scalewatch.task.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.scalewatch.task.problem.TooLargeException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

class LimitedStreamTest {

    @Test
    void aStreamOfTheLimitPasses() throws IOException {
        InputStream in = new LimitedStream(new ByteArrayInputStream(new byte[100]), 100, "less");

        assertThat(in.readAllBytes()).hasSize(100);
        assertThat(in.read()).isEqualTo(-1);
    }

    @Test
    void oneByteMoreDoesNot() {
        InputStream in = new LimitedStream(new ByteArrayInputStream(new byte[101]), 100, "less");

        assertThatThrownBy(in::readAllBytes)
                .isInstanceOfSatisfying(
                        TooLargeException.class, e -> assertThat(e.limit()).isEqualTo(100))
                .hasMessage("the body is larger than 100 bytes");
    }

    @Test
    void singleBytesCountToo() throws IOException {
        InputStream in = new LimitedStream(new ByteArrayInputStream(new byte[2]), 1, "less");

        assertThat(in.read()).isZero();
        assertThatThrownBy(in::read).isInstanceOf(TooLargeException.class);
    }
}
