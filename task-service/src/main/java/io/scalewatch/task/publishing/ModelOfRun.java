package io.scalewatch.task.publishing;

import io.scalewatch.contracts.event.EndpointDeclared.Protocol;
import io.scalewatch.contracts.event.RateLimits;
import java.util.UUID;

/// How far one model of a run is, as the database has it.
///
/// @param ordinal the model's place in the run's plan
/// @param running whether prompts may be published; if not, what is out still counts
/// @param planned prompts of this model
/// @param position the cursor: prompts below it were published
/// @param ended prompts that are scored or failed
/// @param due prompts that are to be asked again and are not published yet
/// @param answered prompts that were answered
/// @param latencyMillis the sum of their calls' durations
/// @param failuresInRow the model's unavailability failures since the endpoint last responded
/// @param budgeted whether the run has a budget
/// @param protocol of the endpoint
/// @param limits of the endpoint
/// @param tokensEach that a prompt takes: the mean of those that were counted, else the most that it may
public record ModelOfRun(
        UUID run,
        int ordinal,
        ModelOnEndpoint model,
        boolean running,
        long planned,
        long position,
        long ended,
        long due,
        long answered,
        long latencyMillis,
        long failuresInRow,
        boolean budgeted,
        Protocol protocol,
        RateLimits limits,
        double tokensEach) {

    /// On an endpoint for chats without limits.
    public ModelOfRun(
            UUID run,
            int ordinal,
            ModelOnEndpoint model,
            boolean running,
            long planned,
            long position,
            long ended,
            long due,
            long answered,
            long latencyMillis,
            long failuresInRow,
            boolean budgeted) {
        this(
                run,
                ordinal,
                model,
                running,
                planned,
                position,
                ended,
                due,
                answered,
                latencyMillis,
                failuresInRow,
                budgeted,
                Protocol.OPENAI_CHAT,
                RateLimits.NONE,
                0);
    }

    /// Published and neither scored nor failed.
    public long outstanding() {
        return Math.max(0, position - ended - due);
    }

    /// What could be published now.
    public long publishable() {
        return running ? planned - position + due : 0;
    }
}
