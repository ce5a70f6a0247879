package io.scalewatch.task.folder;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;

/// The catalogue folder, as it was last read.
@Path("/api/catalogue")
@Produces(MediaType.APPLICATION_JSON)
public class CatalogueResource {

    private final CatalogueFolder folder;

    @Inject
    CatalogueResource(CatalogueFolder folder) {
        this.folder = folder;
    }

    /// Every YAML of the folder, by name; none where there is no folder.
    @GET
    @Operation(summary = "Lists what became of every file of the catalogue folder")
    public List<FolderTask> list() {
        return folder.tasks();
    }
}
