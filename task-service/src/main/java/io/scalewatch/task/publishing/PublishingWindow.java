package io.scalewatch.task.publishing;

/// How many prompts of one model may be out, published and not yet scored: twice (rate of answers x (call
/// latency + 1 s)), between 64 and 4,096. Only answered prompts count, and the latency is the model call's own,
/// so that neither failures nor our own queues inflate it.
///
/// Rate and latency are means that forget exponentially. What counts as recent is 2 s, or twice the call
/// latency where that is more: a model that takes 15 s answers in bursts that far apart. Not thread-safe.
public final class PublishingWindow {

    public static final int SMALLEST = 64;
    public static final int LARGEST = 4096;
    private static final double SHORTEST_MEMORY_SECONDS = 2;
    private static final double NANOS = 1e9;

    private long updatedNanos;
    private double memorySeconds = SHORTEST_MEMORY_SECONDS;
    private double answers;
    private double latencySeconds;
    private double weightSeconds;

    /// @param nowNanos a monotonic time
    public PublishingWindow(long nowNanos) {
        this.updatedNanos = nowNanos;
    }

    /// Takes in what happened since the last call.
    ///
    /// @param answered prompts answered since then
    /// @param latencyMillis the sum of their calls' durations
    public void update(long nowNanos, long answered, long latencyMillis) {
        double seconds = Math.max(0, (nowNanos - updatedNanos) / NANOS);
        updatedNanos = nowNanos;
        double kept = Math.exp(-seconds / memorySeconds);
        // They came evenly since the last call, so the earlier ones are forgotten in part. With the integral of what is
        // kept as the weight, a constant rate is exact, whatever the steps, and also while the memory still fills.
        double since = memorySeconds * (1 - kept);
        double fresh = seconds > 0 ? since / seconds : 1;
        answers = answers * kept + answered * fresh;
        latencySeconds = latencySeconds * kept + latencyMillis / 1e3 * fresh;
        weightSeconds = weightSeconds * kept + since;
        if (answered > 0) {
            memorySeconds = Math.max(SHORTEST_MEMORY_SECONDS, 2 * latencySeconds / answers);
        }
    }

    /// Answers per second, lately.
    public double rate() {
        // Right after the start a handful of answers would look like a flood.
        return answers / Math.max(weightSeconds, 0.1);
    }

    /// Mean duration of a call lately, seconds; 0 while none was answered.
    public double latency() {
        return answers > 0 ? latencySeconds / answers : 0;
    }

    /// The window, prompts.
    public int size() {
        return (int) Math.clamp(2 * rate() * (latency() + 1), SMALLEST, LARGEST);
    }
}
