package io.scalewatch.task.tasks;

import io.scalewatch.task.problem.UnknownNameException;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;

/// The tasks that can be asked.
@Path("/api/tasks")
@Produces(MediaType.APPLICATION_JSON)
public class TaskResource {

    private final TaskStore store;

    @Inject
    TaskResource(TaskStore store) {
        this.store = store;
    }

    /// The current version of every task, by name.
    @GET
    @Operation(summary = "Lists the current version of every task, by name")
    public List<TaskView> list() {
        return store.views();
    }

    @GET
    @Path("{name}")
    @Operation(summary = "Tells about the current version of a task")
    public TaskView get(@PathParam("name") String name) {
        return store.view(name).orElseThrow(() -> new UnknownNameException("task", name));
    }
}
