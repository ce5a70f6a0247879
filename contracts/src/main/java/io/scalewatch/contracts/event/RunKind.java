package io.scalewatch.contracts.event;

/// Why a run was started.
public enum RunKind {
    /// Somebody asked for it.
    REQUESTED,
    /// A version was deployed.
    DEPLOYMENT,
    /// Its time had come; it asks the newest versions.
    SCHEDULED,
    /// Its time had come; it asks versions that have not changed, a little, to see whether they answer as they did.
    CANARY,
    /// It judges what another run's prompts were answered.
    JUDGE
}
