package io.scalewatch.task.runs;

import io.scalewatch.task.problem.Violations;
import java.util.Collection;
import java.util.Optional;

/// What a run may spend at most; without a limit where one is absent. It is held before it is passed: a prompt
/// is published only if all that is out could take the most that it may and the budget would still hold.
///
/// @param usd US dollars, by the prices of its endpoints
/// @param tokens read and written, as the endpoints count them
/// @param requests prompts published, those that are asked again included; a worker's own repeats of a call are
/// not
public record RunBudget(Optional<Double> usd, Optional<Long> tokens, Optional<Long> requests) {

    public static final RunBudget NONE = new RunBudget(Optional.empty(), Optional.empty(), Optional.empty());

    public RunBudget {
        usd = usd == null ? Optional.empty() : usd;
        tokens = tokens == null ? Optional.empty() : tokens;
        requests = requests == null ? Optional.empty() : requests;
    }

    /// Adds everything that is wrong with it.
    ///
    /// @param field in front of the limits' names
    /// @param unpriced the run's endpoints that have no prices
    void check(String field, Collection<String> unpriced, Violations violations) {
        String remedy = "give a positive number, or leave it out for no limit";
        usd.ifPresent(limit -> {
            violations.require(Double.isFinite(limit) && limit > 0, field + "usd", "is " + limit, remedy);
            unpriced.forEach(endpoint -> violations.add(
                    field + "usd",
                    "can't be held: the endpoint '" + endpoint + "' has no prices",
                    "add them with PUT /api/endpoints/" + endpoint + ", or limit the tokens"));
        });
        tokens.ifPresent(limit -> violations.require(limit > 0, field + "tokens", "is " + limit, remedy));
        requests.ifPresent(limit -> violations.require(limit > 0, field + "requests", "is " + limit, remedy));
    }
}
