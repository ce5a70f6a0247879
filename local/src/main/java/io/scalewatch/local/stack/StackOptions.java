package io.scalewatch.local.stack;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/// What a local stack consists of.
///
/// @param data the folder that it keeps everything in
/// @param inferenceInstances how many inference workers
/// @param scoringInstances how many scorers
/// @param servers where Kafka and PostgreSQL come from
/// @param simulation the description of the simulated models, if there are to be any
/// @param usualPorts whether the usual ports are taken where they are free; else any free ones
/// @param environment by service: variables that configure all of its instances, beside what the stack sets
/// @param profiles where each service writes a flight recording when it ends, if it is to be profiled
/// @param removeData whether the data folder is removed when the stack is closed
/// @param longLived whether it runs long enough for the optimising compiler to pay
/// @param say told what happens, in sentences for a person
public record StackOptions(
        Path data,
        int inferenceInstances,
        int scoringInstances,
        Servers servers,
        Optional<Path> simulation,
        boolean usualPorts,
        Map<Service, Map<String, String>> environment,
        Optional<Path> profiles,
        boolean removeData,
        boolean longLived,
        Consumer<String> say) {

    public StackOptions {
        if (inferenceInstances < 0 || scoringInstances < 0) {
            throw new IllegalArgumentException("the number of instances must not be negative");
        }
        environment = Map.copyOf(environment);
    }

    /// One instance of each service on free ports, no simulated models, nothing said.
    public static StackOptions in(Path data) {
        return new StackOptions(
                data,
                1,
                1,
                new Servers.Own(),
                Optional.empty(),
                false,
                Map.of(),
                Optional.empty(),
                false,
                false,
                sentence -> {});
    }

    public StackOptions withInferenceInstances(int count) {
        return new StackOptions(
                data,
                count,
                scoringInstances,
                servers,
                simulation,
                usualPorts,
                environment,
                profiles,
                removeData,
                longLived,
                say);
    }

    public StackOptions withScoringInstances(int count) {
        return new StackOptions(
                data,
                inferenceInstances,
                count,
                servers,
                simulation,
                usualPorts,
                environment,
                profiles,
                removeData,
                longLived,
                say);
    }

    /// On a Kafka and a PostgreSQL that run already.
    public StackOptions on(Servers.Running running) {
        return new StackOptions(
                data,
                inferenceInstances,
                scoringInstances,
                running,
                simulation,
                usualPorts,
                environment,
                profiles,
                removeData,
                longLived,
                say);
    }

    public StackOptions withSimulation(Path spec) {
        return new StackOptions(
                data,
                inferenceInstances,
                scoringInstances,
                servers,
                Optional.of(spec),
                usualPorts,
                environment,
                profiles,
                removeData,
                longLived,
                say);
    }

    public StackOptions withUsualPorts() {
        return new StackOptions(
                data,
                inferenceInstances,
                scoringInstances,
                servers,
                simulation,
                true,
                environment,
                profiles,
                removeData,
                longLived,
                say);
    }

    /// One more variable for all instances of a service.
    public StackOptions withEnvironment(Service service, String name, String value) {
        Map<Service, Map<String, String>> more = new HashMap<>(environment);
        Map<String, String> own = new HashMap<>(more.getOrDefault(service, Map.of()));
        own.put(name, value);
        more.put(service, Map.copyOf(own));
        return new StackOptions(
                data,
                inferenceInstances,
                scoringInstances,
                servers,
                simulation,
                usualPorts,
                more,
                profiles,
                removeData,
                longLived,
                say);
    }

    public StackOptions withProfiles(Path folder) {
        return new StackOptions(
                data,
                inferenceInstances,
                scoringInstances,
                servers,
                simulation,
                usualPorts,
                environment,
                Optional.of(folder),
                removeData,
                longLived,
                say);
    }

    /// Starts slower and runs faster: for a stack that is to run for more than a minute or two.
    public StackOptions forLong() {
        return new StackOptions(
                data,
                inferenceInstances,
                scoringInstances,
                servers,
                simulation,
                usualPorts,
                environment,
                profiles,
                removeData,
                true,
                say);
    }

    /// For data that nobody needs afterwards.
    public StackOptions removingData() {
        return new StackOptions(
                data,
                inferenceInstances,
                scoringInstances,
                servers,
                simulation,
                usualPorts,
                environment,
                profiles,
                true,
                longLived,
                say);
    }

    public StackOptions saying(Consumer<String> listener) {
        return new StackOptions(
                data,
                inferenceInstances,
                scoringInstances,
                servers,
                simulation,
                usualPorts,
                environment,
                profiles,
                removeData,
                longLived,
                listener);
    }

    Map<String, String> environmentOf(Service service) {
        return environment.getOrDefault(service, Map.of());
    }

    int instancesOf(Service service) {
        return switch (service) {
            case INFERENCE -> inferenceInstances;
            case SCORING -> scoringInstances;
            case TASK, ANALYSIS -> 1;
        };
    }

    /// Names of the first instances of a service.
    List<String> instanceNames(Service service) {
        return IntStream.rangeClosed(1, instancesOf(service))
                .mapToObj(service::instanceName)
                .toList();
    }
}
