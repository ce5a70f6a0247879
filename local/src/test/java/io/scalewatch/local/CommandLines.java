package io.scalewatch.local;

import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/// Runs the command line within a test.
public final class CommandLines {

    private CommandLines() {}

    public record Result(int status, String out, String err) {}

    public static Result run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line = Scalewatch.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
        int status = line.execute(arguments);
        return new Result(status, out.toString(), err.toString());
    }
}
