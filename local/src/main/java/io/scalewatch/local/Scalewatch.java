package io.scalewatch.local;

import io.scalewatch.local.bench.BenchCommand;
import io.scalewatch.local.deadletters.DlqCommand;
import io.scalewatch.local.demo.DemoCommand;
import io.scalewatch.local.fit.FitCommand;
import io.scalewatch.local.fleet.DeployCommand;
import io.scalewatch.local.fleet.ModelsCommand;
import io.scalewatch.local.imports.ExportCommand;
import io.scalewatch.local.imports.ImportCommand;
import io.scalewatch.local.label.LabelCommand;
import io.scalewatch.local.probe.ProbeCommand;
import io.scalewatch.local.purge.PurgeCommand;
import io.scalewatch.local.rescoring.CompareCommand;
import io.scalewatch.local.rescoring.RescoreCommand;
import io.scalewatch.local.rest.RestException;
import io.scalewatch.local.rest.ServiceUnreachableException;
import io.scalewatch.local.runs.RunCommand;
import io.scalewatch.local.runs.RunsCommand;
import io.scalewatch.local.series.AlertsCommand;
import io.scalewatch.local.series.SeriesCommand;
import io.scalewatch.local.simulation.InvalidSpecException;
import io.scalewatch.local.stack.StackException;
import io.scalewatch.local.stack.UpCommand;
import io.scalewatch.local.tasks.TasksCommand;
import io.scalewatch.local.topics.TopicsCommand;
import io.scalewatch.local.webhooks.WebhooksCommand;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// The command line of Scalewatch. Exit status: 0 fine, 1 failed, 2 wrong usage, 100 a shape is not what it
/// should be.
@Command(
        name = "scalewatch",
        description = "Finds out what the bigger model got worse at.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            DemoCommand.class,
            UpCommand.class,
            DeployCommand.class,
            RunCommand.class,
            RunsCommand.class,
            RescoreCommand.class,
            CompareCommand.class,
            SeriesCommand.class,
            AlertsCommand.class,
            WebhooksCommand.class,
            ModelsCommand.class,
            ImportCommand.class,
            ExportCommand.class,
            FitCommand.class,
            LabelCommand.class,
            TasksCommand.class,
            ProbeCommand.class,
            BenchCommand.class,
            TopicsCommand.class,
            DlqCommand.class,
            PurgeCommand.class,
            GenerateCompletion.class
        })
public final class Scalewatch {

    private Scalewatch() {}

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        CommandLine line = new CommandLine(new Scalewatch());
        line.setExecutionExceptionHandler((exception, command, parsed) -> {
            switch (exception) {
                case StackException e -> say(command, e);
                case CommandException e -> say(command, e);
                case RestException e -> say(command, e);
                case ServiceUnreachableException e -> say(command, e);
                case InvalidSpecException e -> say(command, e);
                // Nobody foresaw it, so its place matters.
                default -> exception.printStackTrace(command.getErr());
            }
            return CommandLine.ExitCode.SOFTWARE;
        });
        return line;
    }

    private static void say(CommandLine command, Exception exception) {
        command.getErr().println("scalewatch: " + exception.getMessage());
    }
}
