package io.scalewatch.contracts.event;

/// Names a series: the points of one set of curves, a point per model version.
public record SeriesKey(String family, String task, String taskVersion, String variant, String scoringVersion)
        implements Comparable<SeriesKey> {

    public SeriesKey {
        Require.notBlank(family, "family");
        Require.notBlank(task, "task");
        Require.notBlank(taskVersion, "taskVersion");
        Require.notBlank(variant, "variant");
        Require.notBlank(scoringVersion, "scoringVersion");
    }

    /// `family/task/taskVersion/variant/scoringVersion`; none of the parts may contain a slash ([Names]).
    @Override
    public String toString() {
        return family + "/" + task + "/" + taskVersion + "/" + variant + "/" + scoringVersion;
    }

    /// Reads what [#toString()] wrote.
    ///
    /// @throws IllegalArgumentException if the text has not five parts
    public static SeriesKey parse(String text) {
        String[] parts = text.split("/", -1);
        if (parts.length != 5) {
            throw new IllegalArgumentException("not a series: expected family/task/taskVersion/variant/scoringVersion");
        }
        return new SeriesKey(parts[0], parts[1], parts[2], parts[3], parts[4]);
    }

    @Override
    public int compareTo(SeriesKey other) {
        return toString().compareTo(other.toString());
    }
}
