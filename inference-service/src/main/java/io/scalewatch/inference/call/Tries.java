package io.scalewatch.inference.call;

import io.scalewatch.contracts.event.FailedTry;
import io.scalewatch.inference.provider.CallResult;
import io.scalewatch.inference.provider.CallResult.Failed;
import java.util.ArrayList;
import java.util.List;

/// What the calls of one prompt have come to so far. Of very many failures the latest are kept.
final class Tries {

    static final int KEPT = 32;

    private List<Failed> failures = List.of();
    private List<FailedTry> recorded = List.of();
    private int calls;
    private int waits;
    private long latency;
    private boolean lastFailed;
    private boolean failing;
    private long failingSince;

    /// @param millis the call's duration
    void called(CallResult result, long millis) {
        calls++;
        latency = millis;
        lastFailed = result instanceof Failed;
        if (result instanceof Failed failed) {
            if (calls == 1) {
                // Most prompts need neither.
                failures = new ArrayList<>(2);
                recorded = new ArrayList<>(2);
            } else if (failures.size() == KEPT) {
                failures.removeFirst();
                recorded.removeFirst();
            }
            failures.add(failed);
            recorded.add(new FailedTry(failed.kind(), failed.message(), millis));
        }
    }

    /// The latest, the last one last.
    List<Failed> failures() {
        return failures;
    }

    /// Those before the last call.
    List<FailedTry> failedBefore() {
        return lastFailed ? recorded.subList(0, recorded.size() - 1) : recorded;
    }

    int calls() {
        return calls;
    }

    /// Of the last call, milliseconds; 0 where there was none.
    long latency() {
        return latency;
    }

    /// A call has failed, or was refused, now: from the first on, time is running.
    ///
    /// @param now nanoseconds of a clock of which only differences matter
    void failing(long now) {
        if (!failing) {
            failing = true;
            failingSince = now;
        }
    }

    long failingSince() {
        return failingSince;
    }

    int waits() {
        return waits;
    }

    void waited() {
        waits++;
    }
}
