package io.scalewatch.task.tasks;

import io.scalewatch.task.imports.FileSyntax;
import io.scalewatch.task.imports.TaskFormat;
import io.scalewatch.task.problem.Violations;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/// Tasks as files: an import of what comes out is the same version again.
@Path("/api/tasks/{name}")
@APIResponse(responseCode = "400", description = "The format is unknown, or can't hold all of the task")
@APIResponse(responseCode = "404", description = "There is no such task or version")
public class TaskExportResource {

    private final TaskExports exports;

    @Inject
    TaskExportResource(TaskExports exports) {
        this.exports = exports;
    }

    /// @param version the current one where none is named
    @GET
    @Path("export")
    @Operation(
            summary = "Writes the rows of a version",
            description = "Exactly those that an import reads as the same version. A format that can't hold all of the "
                    + "task is refused.")
    @APIResponse(
            responseCode = "200",
            description = "The rows, application/x-ndjson or text/csv",
            content = @Content(mediaType = "application/x-ndjson"))
    public Response rows(
            @PathParam("name") String name,
            @QueryParam("format") @DefaultValue("scalewatch") String format,
            @QueryParam("syntax") @DefaultValue("jsonl") String syntax,
            @QueryParam("version") String version)
            throws IOException {
        Wanted wanted = wanted(name, format, syntax, version);
        StreamingOutput rows = out -> exports.write(wanted.task(), wanted.format(), wanted.syntax(), out);
        return Response.ok(rows, wanted.syntax() == FileSyntax.CSV ? "text/csv" : "application/x-ndjson")
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "." + syntax + "\"")
                .build();
    }

    /// @param version the current one where none is named
    @GET
    @Path("manifest")
    @Operation(summary = "Writes the YAML that belongs beside the rows of a version")
    @APIResponse(responseCode = "200", description = "The YAML", content = @Content(mediaType = "application/yaml"))
    public Response manifest(
            @PathParam("name") String name,
            @QueryParam("format") @DefaultValue("scalewatch") String format,
            @QueryParam("syntax") @DefaultValue("jsonl") String syntax,
            @QueryParam("version") String version)
            throws IOException {
        Wanted wanted = wanted(name, format, syntax, version);
        return Response.ok(
                        exports.manifest(wanted.task(), wanted.format(), wanted.syntax()),
                        "application/yaml;charset=UTF-8")
                .build();
    }

    private record Wanted(TaskCard task, TaskFormat format, FileSyntax syntax) {}

    private Wanted wanted(String name, String format, String syntax, String version) throws IOException {
        TaskCard task = exports.card(name, Optional.ofNullable(version));
        Violations violations = new Violations();
        Optional<TaskFormat> known = TaskFormat.of(format);
        Optional<FileSyntax> division = FileSyntax.of(syntax);
        violations.require(known.isPresent(), "format", "is not supported", "use one of " + TaskFormat.KNOWN);
        violations.require(division.isPresent(), "syntax", "is not supported", "use jsonl or csv");
        violations.require(
                !(known.equals(Optional.of(TaskFormat.SCALEWATCH)) && division.equals(Optional.of(FileSyntax.CSV))),
                "syntax",
                "is csv, which can't hold all that a row of the format scalewatch may have",
                "use jsonl");
        violations.throwIfAny();
        exports.problem(task, known.orElseThrow(), division.orElseThrow())
                .ifPresent(reason -> violations.add("format", reason, "use format=scalewatch"));
        violations.throwIfAny();
        return new Wanted(task, known.orElseThrow(), division.orElseThrow());
    }
}
