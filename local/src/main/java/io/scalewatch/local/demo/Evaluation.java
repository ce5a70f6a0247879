package io.scalewatch.local.demo;

import io.scalewatch.contracts.event.ModelVersion;
import io.scalewatch.local.CommandException;
import io.scalewatch.local.rest.TaskServiceClient;
import io.scalewatch.local.rest.TaskServiceClient.RunProgress;
import io.scalewatch.local.simulation.SimulatedFamily;
import io.scalewatch.local.simulation.SimulatedModel;
import io.scalewatch.local.simulation.SimulationSpec;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// The simulated families, deployed as a deploy pipeline would, and the runs that this has started.
final class Evaluation {

    private static final String ENDPOINT = "simulated";
    private static final String VERSION = "v1";

    private final TaskServiceClient service;
    private final Set<UUID> runs;

    private Evaluation(TaskServiceClient service, Set<UUID> runs) {
        this.service = service;
        this.runs = Set.copyOf(runs);
    }

    /// Declares families with what is asked of each version, and deploys their models.
    ///
    /// @param models where they are served
    /// @param examples of each task
    static Evaluation start(
            TaskServiceClient service, SimulationSpec spec, URI models, List<String> variants, int examples) {
        service.putEndpoint(ENDPOINT, models.resolve("/v1"));
        Set<UUID> runs = new LinkedHashSet<>();
        for (SimulatedFamily family : spec.families()) {
            service.putFamily(
                    family.name(),
                    "Simulated by the demo.",
                    new TaskServiceClient.Evaluation(
                            family.tasks().keySet().stream().sorted().toList(), variants, Optional.of(examples), 1, 1));
            for (SimulatedModel model : family.models()) {
                runs.add(service.deploy(
                                new ModelVersion(family.name(), model.name(), VERSION, model.parameters()), ENDPOINT)
                        .orElseThrow(() -> new CommandException("the deployment of " + model.name()
                                + " has started no run, although its family has a standing evaluation")));
            }
        }
        return new Evaluation(service, runs);
    }

    Set<UUID> runs() {
        return runs;
    }

    /// All runs together; the state is that of the least finished one.
    State state() {
        List<RunProgress> all =
                service.runs().stream().filter(run -> runs.contains(run.id())).toList();
        if (all.size() != runs.size()) {
            throw new CommandException("of " + runs.size() + " runs the task service knows only " + all.size());
        }
        return new State(
                all.stream().allMatch(RunProgress::hasEnded),
                all.stream().allMatch(run -> run.state().equals("COMPLETED")),
                all.stream().mapToLong(RunProgress::planned).sum(),
                all.stream().mapToLong(RunProgress::published).sum(),
                all.stream().mapToLong(run -> run.scored() + run.failed()).sum());
    }

    /// @param terminal labelled or failed
    record State(boolean ended, boolean completed, long planned, long published, long terminal) {}
}
