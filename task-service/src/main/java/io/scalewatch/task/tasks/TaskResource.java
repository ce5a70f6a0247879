package io.scalewatch.task.tasks;

import io.micrometer.core.instrument.MeterRegistry;
import io.scalewatch.task.catalogue.BuiltInTasks;
import io.scalewatch.task.catalogue.TaskVersion;
import io.scalewatch.task.imports.ImportResult.Parsed;
import io.scalewatch.task.imports.ImportResult.Rejected;
import io.scalewatch.task.imports.InverseScalingPrize;
import io.scalewatch.task.problem.InvalidRequestException.Violation;
import io.scalewatch.task.problem.Problem;
import io.scalewatch.task.problem.UnknownNameException;
import io.scalewatch.task.problem.Violations;
import io.scalewatch.task.settings.TaskServiceConfig;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestQuery;

/// The tasks that can be asked, and the way to bring one's own.
@Path("/api/tasks")
@Produces(MediaType.APPLICATION_JSON)
public class TaskResource {

    private static final Logger LOG = Logger.getLogger(TaskResource.class);
    private static final String INVERSE_SCALING_PRIZE = "inverse-scaling-prize";
    private static final String IMPORTS = "scalewatch.task.imports";

    private final TaskStore store;
    private final TaskServiceConfig.Imports config;
    private final MeterRegistry meters;

    @Inject
    TaskResource(TaskStore store, TaskServiceConfig config, MeterRegistry meters) {
        this.store = store;
        this.config = config.imports();
        this.meters = meters;
    }

    /// The current version of every task, by name.
    @GET
    public List<TaskView> list() {
        return store.views();
    }

    @GET
    @Path("{name}")
    public TaskView get(@PathParam("name") String name) {
        return store.view(name).orElseThrow(() -> new UnknownNameException("task", name));
    }

    /// Brings in a file, all of it or nothing; the body is the file. The same file again is the same version.
    ///
    /// @param format `inverse-scaling-prize`
    /// @return 201 with an [ImportView]; 400 names every line that is wrong
    @POST
    @Path("{name}/import")
    @Consumes({"application/x-ndjson", "application/jsonl", MediaType.APPLICATION_OCTET_STREAM, MediaType.TEXT_PLAIN})
    public Response importFile(@PathParam("name") String name, @RestQuery String format, InputStream body)
            throws IOException {
        check(name, format);
        InputStream file = new LimitedStream(
                body, config.maxSize().asLongValue(), "split the file, or raise scalewatch.task.imports.max-size");
        return switch (InverseScalingPrize.read(name, file)) {
            case Parsed(TaskVersion task) -> accept(task);
            case Rejected rejected -> reject(name, rejected);
        };
    }

    private static void check(String name, String format) {
        Violations violations = new Violations();
        if (violations.requireName("name", name)) {
            violations.require(
                    BuiltInTasks.current(name).isEmpty(),
                    "name",
                    "is the name of a built-in task",
                    "import under another name");
        }
        violations.require(
                INVERSE_SCALING_PRIZE.equals(format),
                "format",
                format == null ? "is missing" : "is not supported",
                "use format=" + INVERSE_SCALING_PRIZE);
        violations.throwIfAny();
    }

    private Response accept(TaskVersion task) {
        boolean created = store.store(task, true);
        count(created ? "created" : "unchanged");
        LOG.infof(
                "Task imported, task=%s, version=%s, samples=%d, created=%s",
                task.name(), task.version(), task.samples().size(), created);
        return Response.status(Response.Status.CREATED)
                .entity(new ImportView(
                        task.name(), task.version(), task.samples().size(), created))
                .build();
    }

    private Response reject(String name, Rejected rejected) {
        count("rejected");
        LOG.infof("Import refused, task=%s, errors=%d", name, rejected.total());
        List<Violation> lines = rejected.errors().stream()
                .map(e -> new Violation("line " + e.line(), e.reason(), "correct the line, and import the file again"))
                .toList();
        return Response.status(Response.Status.BAD_REQUEST)
                .type(Problem.MEDIA_TYPE)
                .entity(Problem.of(400, "Bad Request", "nothing of the file was stored", lines, rejected.total()))
                .build();
    }

    private void count(String outcome) {
        meters.counter(IMPORTS, "outcome", outcome).increment();
    }
}
