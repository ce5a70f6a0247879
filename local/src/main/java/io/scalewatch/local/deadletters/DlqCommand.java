package io.scalewatch.local.deadletters;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// What no service could read.
@Command(
        name = "dlq",
        description = "Shows the records that no service could read, and sends one again when its cause is gone.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {DlqListCommand.class, DlqShowCommand.class, DlqRetryCommand.class},
        mixinStandardHelpOptions = true)
public final class DlqCommand implements Runnable {

    @Spec
    private CommandSpec command;

    @Override
    public void run() {
        throw new ParameterException(command.commandLine(), "what is to be done? list, show or retry");
    }
}
