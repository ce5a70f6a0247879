package io.scalewatch.local.stack;

import java.nio.file.Files;
import java.nio.file.Path;

/// Where Scalewatch is checked out and built.
record Installation(Path root) {

    /// The folder that the launcher names, or the one around the working directory.
    ///
    /// @throws StackException if there is none
    static Installation find() {
        String named = System.getProperty("scalewatch.root");
        Path folder = named != null ? Path.of(named) : Path.of("").toAbsolutePath();
        while (folder != null) {
            if (Files.isRegularFile(folder.resolve("scalewatch")) && Files.isDirectory(folder.resolve("contracts"))) {
                return new Installation(folder);
            }
            folder = folder.getParent();
        }
        throw new StackException("Scalewatch's folder was not found: start it with its launcher, ./scalewatch");
    }

    /// @throws StackException if the service is not built
    Path jar(Service service) {
        Path jar = root.resolve(service.toString()).resolve("target/quarkus-app/quarkus-run.jar");
        if (!Files.isRegularFile(jar)) {
            throw new StackException(service + " is not built: " + jar + " is missing; ./scalewatch up builds it");
        }
        return jar;
    }
}
