package io.scalewatch.task.fleet;

import io.scalewatch.task.standing.StandingEvaluation;
import java.util.Optional;

/// What a user says of a family.
///
/// @param description a sentence for people
/// @param standingEvaluation what every version that is deployed to it is asked; absent: nothing
public record FamilyRequest(Optional<String> description, Optional<StandingEvaluation> standingEvaluation) {

    public FamilyRequest {
        description = description == null ? Optional.empty() : description;
        standingEvaluation = standingEvaluation == null ? Optional.empty() : standingEvaluation;
    }
}
