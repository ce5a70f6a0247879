package io.scalewatch.local.stack;

import java.nio.file.Path;

/// A data folder as a running stack holds it.
public final class LocalStackFolder {

    private LocalStackFolder() {}

    public static AutoCloseable hold(Path folder) {
        return DataDirectory.open(folder);
    }
}
