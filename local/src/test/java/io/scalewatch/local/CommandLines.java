package io.scalewatch.local;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import picocli.CommandLine;

/// Runs the command line within a test.
public final class CommandLines {

    private CommandLines() {}

    public record Result(int status, String out, String err) {}

    public static Result run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int status =
                line(new PrintWriter(out, true), new PrintWriter(err, true)).execute(arguments);
        return new Result(status, out.toString(), err.toString());
    }

    /// Runs it with an output that can be read meanwhile.
    public static int run(PrintWriter out, String... arguments) {
        return line(out, new PrintWriter(Writer.nullWriter())).execute(arguments);
    }

    private static CommandLine line(PrintWriter out, PrintWriter err) {
        return Scalewatch.commandLine()
                .setOut(out)
                .setErr(err)
                .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
    }
}
