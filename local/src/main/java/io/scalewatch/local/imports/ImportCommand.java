package io.scalewatch.local.imports;

import io.scalewatch.contracts.event.Names;
import io.scalewatch.local.CommandException;
import io.scalewatch.local.rest.RestException;
import io.scalewatch.local.rest.RestProblem;
import io.scalewatch.local.rest.TaskServiceClient;
import io.scalewatch.local.rest.TaskServiceClient.ImportedTask;
import io.scalewatch.local.stack.StackDescription;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Brings in a task file of the Inverse Scaling Prize, whole or not at all.
@Command(
        name = "import",
        description = "Brings in an Inverse Scaling Prize JSONL file as a task of a running Scalewatch.",
        mixinStandardHelpOptions = true)
public final class ImportCommand implements Callable<Integer> {

    private static final String USUAL_ADDRESS = "http://127.0.0.1:8701";
    private static final Pattern LINE = Pattern.compile("line (\\d+)");

    @Spec
    private CommandSpec command;

    @Parameters(paramLabel = "FILE", description = "The JSONL file: prompt, classes, answer_index a line.")
    private Path file;

    @Option(names = "--task", paramLabel = "NAME", required = true, description = "What the task is to be called.")
    private String task;

    @Option(
            names = "--url",
            paramLabel = "URL",
            description =
                    "Where the task service is (default: the stack that runs on ./data, else " + USUAL_ADDRESS + ").")
    private Optional<URI> url = Optional.empty();

    @Override
    public Integer call() throws IOException {
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw new CommandException("the file " + file + " can't be read");
        }
        if (!Names.isName(task)) {
            throw new CommandException("'" + task + "' can't be a task's name: it has to look like " + Names.PATTERN);
        }
        PrintWriter out = command.commandLine().getOut();
        try (TaskServiceClient service = new TaskServiceClient(address())) {
            ImportedTask imported = service.importTask(task, file);
            out.printf(
                    "task %s, version %s, %d rows%s%n",
                    imported.task(),
                    imported.version(),
                    imported.samples(),
                    imported.created() ? "" : " (this version was there already)");
            return 0;
        } catch (RestException e) {
            if (e.problem().status() != 400) {
                throw e;
            }
            print(e.problem(), command.commandLine().getErr());
            return 1;
        }
    }

    private URI address() throws IOException {
        if (url.isPresent()) {
            return url.get();
        }
        return URI.create(StackDescription.read(Path.of("data"))
                .map(StackDescription::taskService)
                .orElse(USUAL_ADDRESS));
    }

    private void print(RestProblem problem, PrintWriter err) {
        for (RestProblem.Violation violation : problem.violations()) {
            Matcher line = LINE.matcher(violation.field());
            String place = line.matches() ? file + ":" + line.group(1) : file + ": " + violation.field();
            err.println(place + ": " + violation.reason());
        }
        if (problem.violations().isEmpty()) {
            err.println(file + ": " + problem.inWords());
        }
        int hidden = problem.errors() - problem.violations().size();
        if (hidden > 0) {
            err.println("... and " + hidden + " more");
        }
        err.println(Math.max(1, problem.errors()) + (problem.errors() > 1 ? " errors" : " error")
                + ": nothing of the file was stored");
    }
}
