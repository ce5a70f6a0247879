package io.scalewatch.task.tasks;

import io.scalewatch.contracts.event.Label;
import io.scalewatch.task.catalogue.BuiltInTasks;
import io.scalewatch.task.imports.FileSyntax;
import io.scalewatch.task.imports.ImportOptions;
import io.scalewatch.task.imports.ManifestReader;
import io.scalewatch.task.imports.TaskFormat;
import io.scalewatch.task.imports.TaskManifest;
import io.scalewatch.task.problem.Violations;
import jakarta.ws.rs.QueryParam;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/// What a request says of the file that it brings.
public class ImportParameters {

    private static final String RENAME = "import under another name";

    @QueryParam("format")
    @Parameter(
            description = "Of the rows: scalewatch, inverse-scaling-prize, logodds, absolute-logodds, sequence-prob, "
                    + "numeric, model-written-evals or lm-evaluation-harness. May be left out where the YAML says it.",
            example = "inverse-scaling-prize")
    public String format;

    @QueryParam("syntax")
    @Parameter(description = "jsonl or csv. Without it, what the file's name says, else jsonl.", example = "jsonl")
    public String syntax;

    @QueryParam("label")
    @Parameter(
            description = "Of the wrong answers, for formats without labels: distractor, sycophantic or trap.",
            example = "trap")
    public String label;

    @QueryParam("mechanism")
    @Parameter(description = "Why a bigger model may do worse.", example = "strong-prior")
    public String mechanism;

    /// @param task name that the task is to have
    /// @param manifest what its YAML says, [TaskManifest#NONE] where there is none
    /// @param fileName of the rows, empty where it has none
    /// @param ofFolder whether the catalogue folder has a task of that name
    /// @throws io.scalewatch.task.problem.InvalidRequestException names everything that is wrong
    public ImportOptions options(String task, TaskManifest manifest, String fileName, boolean ofFolder) {
        Violations violations = new Violations();
        if (violations.requireName("name", task)) {
            violations.require(BuiltInTasks.current(task).isEmpty(), "name", "is the name of a built-in task", RENAME);
            violations.require(
                    !ofFolder,
                    "name",
                    "is the name of a task of the catalogue folder",
                    "change it there, or " + RENAME);
        }
        Optional<TaskFormat> known = format == null ? said(manifest) : TaskFormat.of(format);
        violations.require(
                known.isPresent(),
                "format",
                format == null ? "is missing" : "is not supported",
                "use one of " + TaskFormat.KNOWN);
        Optional<FileSyntax> division =
                syntax == null ? Optional.of(FileSyntax.ofFile(fileName)) : FileSyntax.of(syntax);
        violations.require(division.isPresent(), "syntax", "is not supported", "use jsonl or csv");
        Optional<Label> wrong = Optional.ofNullable(label).flatMap(ManifestReader::labelOf);
        violations.require(
                label == null || wrong.isPresent(), "label", "is unknown", "use distractor, sycophantic or trap");
        TaskManifest more = wrong.map(manifest::withLabel).orElse(manifest);
        if (mechanism != null) {
            violations.require(
                    ManifestReader.mechanismOf(mechanism).isPresent(),
                    "mechanism",
                    "is unknown",
                    "use one of " + ManifestReader.mechanisms());
            more = ManifestReader.mechanismOf(mechanism)
                    .map(more::withMechanism)
                    .orElse(more);
        }
        check(known, division, manifest, violations);
        violations.throwIfAny();
        return new ImportOptions(task, known.orElseThrow(), division.orElseThrow(), more);
    }

    /// Rows beside a YAML are our own, unless it says otherwise.
    private static Optional<TaskFormat> said(TaskManifest manifest) {
        return manifest.equals(TaskManifest.NONE)
                ? Optional.empty()
                : manifest.format().or(() -> Optional.of(TaskFormat.SCALEWATCH));
    }

    private static void check(
            Optional<TaskFormat> format, Optional<FileSyntax> syntax, TaskManifest manifest, Violations violations) {
        violations.require(
                !(format.equals(Optional.of(TaskFormat.SCALEWATCH)) && syntax.equals(Optional.of(FileSyntax.CSV))),
                "syntax",
                "is csv, which can't hold all that a row of the format scalewatch may have",
                "send JSON Lines");
        violations.require(
                !format.equals(Optional.of(TaskFormat.LM_EVALUATION_HARNESS))
                        || manifest.harness().isPresent(),
                "task",
                "has no doc_to_text",
                "send multipart/form-data with the YAML as the part task, and the documents as the part file");
    }
}
