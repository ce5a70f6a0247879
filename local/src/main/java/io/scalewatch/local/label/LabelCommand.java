package io.scalewatch.local.label;

import io.scalewatch.local.CommandException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
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
            "error; the others are labelled, and the exit status is 1.",
            "",
            "With --judge, a model is asked about each line, too, as in a judge run: the line also comes back with judged,",
            "or with notJudged and the reason, and how far judge and rules agree stands on standard error; with the label",
            "expected that a person has given, also how far each agrees with that. A line may have its question."
        },
        mixinStandardHelpOptions = true)
public final class LabelCommand implements Callable<Integer> {

    private static final int PROBLEMS_SHOWN = 20;

    @Spec
    private CommandSpec command;

    @Parameters(paramLabel = "FILE.jsonl", description = "The completions; - reads standard input.")
    private String file;

    @Option(
            names = "--judge",
            paramLabel = "URL",
            description = "Ask a model behind this OpenAI-compatible endpoint, for example http://127.0.0.1:8000/v1.")
    private Optional<URI> judge = Optional.empty();

    @Option(names = "--judge-model", paramLabel = "NAME", description = "The model to ask; needed with --judge.")
    private Optional<String> judgeModel = Optional.empty();

    @Option(
            names = "--judge-key",
            paramLabel = "VARIABLE",
            description = "The environment variable that holds the endpoint's key; none by default.")
    private Optional<String> judgeKey = Optional.empty();

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
        Optional<JudgedLines> judged = judge();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(open(), StandardCharsets.UTF_8))) {
            long bad = label(lines, out, judged);
            out.flush();
            judged.ifPresent(j -> command.commandLine().getErr().print(j.report()));
            if (bad > 0) {
                throw new CommandException(bad + (bad == 1 ? " line was" : " lines were") + " not labelled, see above");
            }
            return 0;
        } catch (IOException e) {
            throw new CommandException(file + " can't be read: " + e.getMessage());
        }
    }

    private Optional<JudgedLines> judge() {
        if (judge.isEmpty()) {
            if (judgeModel.isPresent() || judgeKey.isPresent()) {
                throw new CommandException("--judge is missing: name the endpoint that serves the judge");
            }
            return Optional.empty();
        }
        String model = judgeModel.orElseThrow(
                () -> new CommandException("--judge-model is missing: name the model that is to judge"));
        Optional<String> key = judgeKey.map(variable -> Optional.ofNullable(System.getenv(variable))
                .orElseThrow(() -> new CommandException(
                        "the environment variable " + variable + " is not set: put the endpoint's key there")));
        return Optional.of(new JudgedLines(new JudgeClient(judge.get(), model, key)));
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
    private long label(BufferedReader lines, PrintWriter out, Optional<JudgedLines> judged) throws IOException {
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
                LabelledLine labelled = LabelledLine.of(text);
                out.println(judged.isPresent() ? judged.get().judge(labelled) : labelled.json());
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
