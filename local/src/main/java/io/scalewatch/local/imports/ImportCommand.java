package io.scalewatch.local.imports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.scalewatch.contracts.codec.Json;
import io.scalewatch.contracts.event.Names;
import io.scalewatch.local.CommandException;
import io.scalewatch.local.rest.RestException;
import io.scalewatch.local.rest.RestProblem;
import io.scalewatch.local.rest.TaskServiceClient;
import io.scalewatch.local.rest.TaskServiceClient.ImportedTask;
import io.scalewatch.local.rest.TaskServiceClient.TaskFileOptions;
import io.scalewatch.local.rest.TaskServiceOption;
import io.scalewatch.task.imports.TaskFormat;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Brings in a task file, whole or not at all, or shows what would become of it.
@Command(
        name = "import",
        description = "Brings in a file as a task of a running Scalewatch: all of it or, with the lines that are "
                + "wrong, nothing.",
        footer = {"", "Formats: " + ImportCommand.FORMATS + "."},
        mixinStandardHelpOptions = true)
public final class ImportCommand implements Callable<Integer> {

    static final String FORMATS = "scalewatch, inverse-scaling-prize, logodds, absolute-logodds, sequence-prob, "
            + "numeric, model-written-evals, lm-evaluation-harness";

    private static final Pattern LINE = Pattern.compile("line (\\d+)");
    private static final Pattern MANIFEST_LINE = Pattern.compile("task, line (\\d+)");

    @Spec
    private CommandSpec command;

    @Mixin
    private TaskServiceOption service = new TaskServiceOption();

    @Parameters(
            paramLabel = "FILE",
            description = "The rows, JSONL or CSV by the file's name; or the task's YAML, which names them.")
    private Path file;

    @Option(names = "--task", paramLabel = "NAME", description = "What the task is to be called. A YAML may say it.")
    private Optional<String> task = Optional.empty();

    @Option(names = "--manifest", paramLabel = "YAML", description = "What is said of the task, where FILE has rows.")
    private Optional<Path> manifest = Optional.empty();

    @Option(
            names = "--format",
            paramLabel = "F",
            description = "Of the rows (default: what the YAML says, else inverse-scaling-prize).")
    private Optional<String> format = Optional.empty();

    @Option(
            names = "--label",
            paramLabel = "L",
            description = "Of wrong answers, for formats without labels: distractor, sycophantic or trap.")
    private Optional<String> label = Optional.empty();

    @Option(names = "--mechanism", paramLabel = "M", description = "Why a bigger model may do worse.")
    private Optional<String> mechanism = Optional.empty();

    @Option(names = "--preview", description = "Show what would become of the file, and store nothing.")
    private boolean preview;

    @Option(names = "--samples", paramLabel = "N", description = "How many samples a preview shows (default: 3).")
    private int samples = 3;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        TaskFiles files = TaskFiles.of(file, manifest);
        String name = task.or(files::name)
                .orElseThrow(() -> new CommandException("what is the task to be called? Give --task NAME"));
        if (!Names.isName(name)) {
            throw new CommandException("'" + name + "' can't be a task's name: it has to look like " + Names.PATTERN);
        }
        TaskFileOptions options = new TaskFileOptions(files.manifest(), format(files), label, mechanism);
        try (TaskServiceClient client = service.client()) {
            if (preview) {
                show(client.previewTask(name, files.rows(), options, samples));
            } else {
                tell(client.importTask(name, files.rows(), options));
            }
            return 0;
        } catch (RestException e) {
            if (e.problem().status() != 400) {
                throw e;
            }
            print(e.problem(), files);
            return 1;
        }
    }

    private Optional<String> format(TaskFiles files) {
        boolean said = format.isPresent() || files.format().isPresent();
        return said ? format.or(files::format) : Optional.of(TaskFormat.INVERSE_SCALING_PRIZE.id());
    }

    private void tell(ImportedTask imported) throws JsonProcessingException {
        PrintWriter out = command.commandLine().getOut();
        if (json) {
            out.println(Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(imported));
            return;
        }
        out.printf(
                "task %s, version %s, %d samples%s%n",
                imported.task(),
                imported.version(),
                imported.samples(),
                imported.created() ? "" : " (this version was there already)");
        imported.warnings().forEach(warning -> out.println("note: " + warning));
    }

    private void show(JsonNode shown) throws JsonProcessingException {
        PrintWriter out = command.commandLine().getOut();
        if (json) {
            out.println(Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(shown));
        } else {
            out.print(Json.mapper().treeToValue(shown, PreviewSheet.class).text());
            out.flush();
        }
    }

    private void print(RestProblem problem, TaskFiles files) {
        PrintWriter err = command.commandLine().getErr();
        for (RestProblem.Violation violation : problem.violations()) {
            Matcher line = LINE.matcher(violation.field());
            Matcher manifestLine = MANIFEST_LINE.matcher(violation.field());
            String place = line.matches()
                    ? files.rows() + ":" + line.group(1)
                    : manifestLine.matches()
                            ? files.manifest().orElse(file) + ":" + manifestLine.group(1)
                            : file + ": " + violation.field();
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

    /// The rows and the YAML that are meant.
    private record TaskFiles(Path rows, Optional<Path> manifest, Optional<String> name, Optional<String> format) {

        static TaskFiles of(Path file, Optional<Path> manifest) throws IOException {
            String fileName = file.getFileName().toString();
            if (!fileName.endsWith(".yaml") && !fileName.endsWith(".yml")) {
                requireReadable(file);
                manifest.ifPresent(TaskFiles::requireReadable);
                Optional<TaskYaml> said =
                        manifest.isPresent() ? Optional.of(TaskYaml.read(manifest.get())) : Optional.empty();
                return new TaskFiles(file, manifest, said.flatMap(TaskYaml::name), said.flatMap(TaskYaml::format));
            }
            requireReadable(file);
            TaskYaml said = TaskYaml.read(file);
            Path rows = said.rows(file);
            requireReadable(rows);
            String stem = fileName.substring(0, fileName.lastIndexOf('.'));
            return new TaskFiles(rows, Optional.of(file), said.name().or(() -> Optional.of(stem)), said.format());
        }

        private static void requireReadable(Path file) {
            if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
                throw new CommandException("the file " + file + " can't be read");
            }
        }
    }
}
