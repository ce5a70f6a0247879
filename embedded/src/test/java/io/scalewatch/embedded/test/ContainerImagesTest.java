package io.scalewatch.embedded.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContainerImagesTest {

    @ParameterizedTest
    @ValueSource(strings = {ContainerBroker.IMAGE, TestDatabase.IMAGE})
    void testsAndComposeFileNameTheSameImages(String image) throws IOException {
        assertThat(Files.readString(Path.of("../docker-compose.yml"))).contains("image: " + image + "\n");
    }
}
