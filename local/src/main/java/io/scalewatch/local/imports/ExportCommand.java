package io.scalewatch.local.imports;

import io.scalewatch.contracts.event.Names;
import io.scalewatch.local.CommandException;
import io.scalewatch.local.rest.TaskServiceClient;
import io.scalewatch.local.rest.TaskServiceOption;
import io.scalewatch.task.imports.TaskFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Writes a task's YAML and rows, as an import or a catalogue folder takes them.
@Command(
        name = "export",
        description = "Writes a task of a running Scalewatch into two files, NAME.yaml and NAME.jsonl: imported, they "
                + "are the same version.",
        footer = {"", "Formats: " + ImportCommand.FORMATS + "."},
        mixinStandardHelpOptions = true)
public final class ExportCommand implements Callable<Integer> {

    @Spec
    private CommandSpec command;

    @Mixin
    private TaskServiceOption service = new TaskServiceOption();

    @Parameters(paramLabel = "NAME", description = "The task.")
    private String task;

    @Option(names = "--out", paramLabel = "DIR", description = "The folder (default: this one).")
    private Path folder = Path.of("");

    @Option(names = "--format", paramLabel = "F", description = "Of the rows (default: scalewatch).")
    private String format = TaskFormat.SCALEWATCH.id();

    @Option(names = "--csv", description = "Write CSV, where the format can.")
    private boolean csv;

    @Option(names = "--task-version", paramLabel = "V", description = "The version (default: the current one).")
    private Optional<String> version = Optional.empty();

    @Override
    public Integer call() throws IOException {
        if (!Names.isName(task)) {
            throw new CommandException("'" + task + "' can't be a task's name: it has to look like " + Names.PATTERN);
        }
        if (!Files.isDirectory(folder.toAbsolutePath())) {
            throw new CommandException("the folder " + folder + " is not there");
        }
        String syntax = csv ? "csv" : "jsonl";
        Path rows = folder.resolve(task + "." + syntax);
        Path yaml = folder.resolve(task + ".yaml");
        try (TaskServiceClient client = service.client()) {
            client.exportTask(task, format, syntax, version, rows, yaml);
        }
        command.commandLine().getOut().printf("%s%n%s%n", yaml, rows);
        return 0;
    }
}
