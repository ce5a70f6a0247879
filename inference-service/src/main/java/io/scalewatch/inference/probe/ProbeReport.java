package io.scalewatch.inference.probe;

import io.scalewatch.contracts.event.EndpointDeclared;
import io.scalewatch.contracts.event.EndpointDeclared.Capability;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a probe has found.
///
/// @param model that was asked; empty where there is none to ask
/// @param models that the endpoint lists; empty where it lists none
/// @param findings in the order in which they were found
/// @param capabilities that it has shown
/// @param usable whether it has answered
public record ProbeReport(
        EndpointDeclared endpoint,
        Optional<String> model,
        List<String> models,
        List<Finding> findings,
        List<Capability> capabilities,
        boolean usable) {

    private static final int MODELS_SHOWN = 10;

    /// @param what `reachable`, `auth`, `models`, `answer`, `latency`, `seed` or `logprobs`
    /// @param good whether it is as one would wish
    public record Finding(String what, boolean good, String found) {}

    public ProbeReport {
        models = List.copyOf(models);
        findings = List.copyOf(findings);
        capabilities = List.copyOf(capabilities);
    }

    /// For people: a line each.
    public String text() {
        List<String> lines = new ArrayList<>();
        lines.add(line("endpoint", endpoint.name() + ", " + endpoint.protocol() + " at " + endpoint.baseUrl()));
        findings.forEach(finding -> lines.add(line(finding.what(), finding.found())));
        List<Capability> undeclared = capabilities.stream()
                .filter(capability -> !endpoint.can(capability))
                .toList();
        if (!undeclared.isEmpty()) {
            lines.add("It can do what it does not declare: add " + undeclared + " to its capabilities.");
        }
        List<Capability> unshown = endpoint.capabilities().stream()
                .filter(capability -> capability != Capability.REASONING && !capabilities.contains(capability))
                .toList();
        if (!unshown.isEmpty()) {
            lines.add("It declares what it has not shown: take " + unshown + " out of its capabilities.");
        }
        return String.join("\n", lines) + "\n";
    }

    static String shown(List<String> models) {
        return models.size() + ": " + String.join(", ", models.subList(0, Math.min(models.size(), MODELS_SHOWN)))
                + (models.size() > MODELS_SHOWN ? ", ..." : "");
    }

    private static String line(String what, String found) {
        return String.format("%-10s %s", what, found);
    }
}
