package io.scalewatch.local.tasks;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.scalewatch.contracts.codec.Json;
import io.scalewatch.local.CommandException;
import io.scalewatch.task.catalogue.BuiltInTasks;
import io.scalewatch.task.catalogue.TaskDefinition;
import io.scalewatch.task.catalogue.TaskVersion;
import io.scalewatch.task.catalogue.Variant;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Shows the built-in tasks: all of them, or one with some of its samples as a model is asked them.
@Command(
        name = "tasks",
        description = "Lists the built-in tasks, or shows one with some of its samples, offline.",
        footer = {"", "Variants: " + Variant.KNOWN + "."},
        mixinStandardHelpOptions = true)
public final class TasksCommand implements Callable<Integer> {

    private static final int MOST_SAMPLES = 10_000;

    @Spec
    private CommandSpec command;

    @Parameters(paramLabel = "NAME", arity = "0..1", description = "The task to show; without it, all are listed.")
    private Optional<String> name = Optional.empty();

    @Option(names = "--samples", paramLabel = "N", description = "How many samples to show (default: 4).")
    private Optional<Integer> samples = Optional.empty();

    @Option(names = "--variant", paramLabel = "V", description = "The prompting strategy (default: baseline).")
    private Optional<String> variant = Optional.empty();

    @Option(
            names = "--seed",
            paramLabel = "S",
            description = "Other samples than those that are evaluated (default: 1).")
    private Optional<Long> seed = Optional.empty();

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() {
        PrintWriter out = command.commandLine().getOut();
        if (name.isPresent()) {
            TaskSheet sheet = sheet(name.get());
            out.print(json ? json(sheet) : sheet.text());
        } else {
            if (samples.isPresent() || variant.isPresent() || seed.isPresent()) {
                throw usage("--samples, --variant and --seed are for one task: name it");
            }
            List<TaskSummary> tasks =
                    BuiltInTasks.definitions().stream().map(TaskSummary::of).toList();
            out.print(json ? json(tasks) : TaskSummary.table(tasks));
        }
        out.flush();
        return 0;
    }

    private TaskSheet sheet(String wanted) {
        int shown = samples.orElse(4);
        if (shown < 1 || shown > MOST_SAMPLES) {
            throw usage("--samples is " + shown + ": give a number from 1 to " + MOST_SAMPLES);
        }
        TaskDefinition definition = BuiltInTasks.definitions().stream()
                .filter(task -> task.name().equals(wanted))
                .findFirst()
                .orElseThrow(() -> unknown(wanted));
        String strategy = variant.orElse(Variant.BASELINE.id());
        Variant asked = Variant.of(strategy)
                .orElseThrow(() ->
                        new CommandException("there is no variant '" + strategy + "'; known are " + Variant.KNOWN));
        try {
            TaskVersion version =
                    definition.version(seed.orElse(BuiltInTasks.SEED), Math.max(shown, BuiltInTasks.EXAMPLES));
            return TaskSheet.of(definition, version, asked, shown);
        } catch (IllegalArgumentException e) {
            throw new CommandException(e.getMessage() + ": show fewer");
        }
    }

    private static CommandException unknown(String wanted) {
        List<String> near = NearNames.of(
                wanted,
                BuiltInTasks.definitions().stream().map(TaskDefinition::name).toList());
        String hint = near.isEmpty() ? "'scalewatch tasks' lists them" : "did you mean " + NearNames.or(near) + "?";
        return new CommandException("there is no task '" + wanted + "'; " + hint);
    }

    private ParameterException usage(String message) {
        return new ParameterException(command.commandLine(), message);
    }

    private static String json(Object value) {
        try {
            return Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(value) + System.lineSeparator();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("samples are always JSON", e);
        }
    }
}
