package com.example.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The document that subscribers read, against the specification's own schema, which comes from npm.
class AsyncApiIT {

    @TempDir
    Path folder;

    @Test
    void isValid() throws Exception {
        Path javaScript = Programs.javaScript(folder.resolve("npm.log"));

        String said = Programs.run(javaScript, folder.resolve("check.log"), "npm", "run", "--silent", "check-asyncapi");

        assertThat(said).contains("valid AsyncAPI 3.0.0");
    }
}
