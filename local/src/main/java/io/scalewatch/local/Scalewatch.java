package io.scalewatch.local;

import io.scalewatch.local.stack.StackException;
import io.scalewatch.local.stack.UpCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// The command line of Scalewatch. Exit status: 0 fine, 1 failed, 2 wrong usage, 100 a shape is not what it should be.
@Command(
        name = "scalewatch",
        description = "Finds out what the bigger model got worse at.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {UpCommand.class})
public final class Scalewatch {

    private Scalewatch() {}

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        CommandLine line = new CommandLine(new Scalewatch());
        line.setExecutionExceptionHandler((exception, command, parsed) -> {
            if (exception instanceof StackException || exception instanceof CommandException) {
                command.getErr().println("scalewatch: " + exception.getMessage());
            } else {
                exception.printStackTrace(command.getErr());
            }
            return CommandLine.ExitCode.SOFTWARE;
        });
        return line;
    }
}
