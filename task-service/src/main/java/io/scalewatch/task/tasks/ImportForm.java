package io.scalewatch.task.tasks;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.multipart.FileUpload;

/// A file with rows, and what its author says of it. Both parts are written to disk as they arrive.
public class ImportForm {

    @RestForm("file")
    @Schema(description = "The rows: JSON Lines or CSV.")
    public FileUpload file;

    @RestForm("task")
    @Schema(description = "The YAML of the task. May be left out, except for the format lm-evaluation-harness.")
    public FileUpload task;
}
