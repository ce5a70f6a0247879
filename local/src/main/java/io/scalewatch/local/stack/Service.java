package io.scalewatch.local.stack;

import java.util.List;

/// The four services, as the local stack runs them.
public enum Service {
    TASK("task-service", 8701, 256, 96, true),
    INFERENCE("inference-service", 8702, 192, 96, false),
    SCORING("scoring-service", 8703, 128, 64, false),
    ANALYSIS("analysis-service", 8704, 256, 96, true);

    private final String text;
    private final int usualPort;
    private final int heapMebibytes;
    private final int youngMebibytes;
    private final boolean needsDatabase;

    Service(String text, int usualPort, int heapMebibytes, int youngMebibytes, boolean needsDatabase) {
        this.text = text;
        this.usualPort = usualPort;
        this.heapMebibytes = heapMebibytes;
        this.youngMebibytes = youngMebibytes;
        this.needsDatabase = needsDatabase;
    }

    int usualPort() {
        return usualPort;
    }

    boolean needsDatabase() {
        return needsDatabase;
    }

    List<String> jvmFlags() {
        return List.of(
                "-Xmx" + heapMebibytes + "m",
                "-XX:+UseSerialGC",
                "-XX:NewSize=" + youngMebibytes + "m",
                "-XX:SurvivorRatio=3",
                "-XX:+UseCompactObjectHeaders",
                "-XX:+ExitOnOutOfMemoryError");
    }

    /// The name of the first instance is the service's, the others are numbered from 2.
    public String instanceName(int number) {
        return number == 1 ? text : text + "-" + number;
    }

    /// As in the names of folders and processes.
    @Override
    public String toString() {
        return text;
    }
}
