package io.scalewatch.local.label;

import io.scalewatch.local.CommandException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Labels the completions of a JSONL file with the rules of the scoring, without a stack, line by line.
@Command(
        name = "label",
        description = "Labels the completions of a JSONL file, offline: each line comes back with its label.",
        footer = {
            "",
            "Each line is an object with kind, target, choices, labels and completion; tolerance and finish may be"
                    + " there:",
            "  {\"kind\": \"number\", \"target\": \"7\", \"labels\": {\"distractor\": [\"62\"]}, \"completion\": \"It"
                    + " is 7.\"}",
            "It comes back with label, extracted, rule, span and why. A line that can't be used is named on standard",
            "error; the others are labelled, and the exit status is 1."
        },
        mixinStandardHelpOptions = true)
public final class LabelCommand implements Callable<Integer> {

    private static final int PROBLEMS_SHOWN = 20;

    @Spec
    private CommandSpec command;

    @Parameters(paramLabel = "FILE.jsonl", description = "The completions; - reads standard input.")
    private String file;

    private final InputStream standardInput;

    public LabelCommand() {
        this(System.in);
    }

    /// @param standardInput what `-` reads
    LabelCommand(InputStream standardInput) {
        this.standardInput = standardInput;
    }

    @Override
    public Integer call() {
        PrintWriter out = command.commandLine().getOut();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(open(), StandardCharsets.UTF_8))) {
            long bad = label(lines, out);
            out.flush();
            if (bad > 0) {
                throw new CommandException(bad + (bad == 1 ? " line was" : " lines were") + " not labelled, see above");
            }
            return 0;
        } catch (IOException e) {
            throw new CommandException(file + " can't be read: " + e.getMessage());
        }
    }

    private InputStream open() throws IOException {
        if (file.equals("-")) {
            return standardInput;
        }
        Path path = Path.of(file);
        if (!Files.isReadable(path) || Files.isDirectory(path)) {
            throw new CommandException(
                    file + " is no file that can be read: name a JSONL file, or - for standard input");
        }
        return Files.newInputStream(path);
    }

    /// How many lines can't be used.
    private long label(BufferedReader lines, PrintWriter out) throws IOException {
        PrintWriter err = command.commandLine().getErr();
        long bad = 0;
        long number = 0;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            number++;
            String text = number == 1 && line.startsWith("\uFEFF") ? line.substring(1) : line;
            if (text.isBlank()) {
                continue;
            }
            try {
                out.println(LabelledLine.of(text));
            } catch (LineException e) {
                bad++;
                if (bad <= PROBLEMS_SHOWN) {
                    err.println(file + ":" + number + ": " + e.getMessage());
                }
            }
        }
        if (bad > PROBLEMS_SHOWN) {
            err.println("and " + (bad - PROBLEMS_SHOWN) + " more like these");
        }
        return bad;
    }
}
