package io.scalewatch.task.folder;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.scalewatch.embedded.test.StackResource;
import io.scalewatch.task.catalogue.Tasks;
import io.scalewatch.task.folder.FolderTask.State;
import io.scalewatch.task.problem.InvalidRequestException.Violation;
import io.scalewatch.task.tasks.TaskImports;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A folder of tasks, looked at when the test says so.
@QuarkusTest
@WithTestResource(StackResource.class)
class CatalogueFolderIT {

    @TempDir
    Path folder;

    @Inject
    TaskImports imports;

    @Inject
    Tasks tasks;

    private CatalogueFolder catalogue;

    @BeforeEach
    void open() {
        catalogue = new CatalogueFolder(Optional.of(folder), imports, Clock.systemUTC(), new SimpleMeterRegistry());
    }

    @AfterEach
    void release() {
        imports.reserve(Set.of());
    }

    @Test
    void whatIsThereAtTheStartIsLoadedAndABadFileDisturbsNobody() throws IOException {
        write("folder-a.yaml", "mechanism: strong-prior\n");
        write("folder-a.jsonl", row("one") + row("two"));
        write("bad.yaml", "name: folder-bad\ndata: bad-rows.jsonl\n");
        write("bad-rows.jsonl", row("one") + "oops\n" + row("one"));
        write("empty.yaml", "name: folder-empty\n");
        write("prize.yaml", "name: folder-prize\nformat: inverse-scaling-prize\nlabel: distractor\n");
        write("prize.csv", "prompt,classes,answer_index\nq,\"[' a', ' b']\",0\n");
        write("taken.yaml", "name: memo-trap\n");
        write("taken.jsonl", row("one"));
        write("twice.yaml", "name: folder-prize\n");
        write("twice.jsonl", row("one"));
        write("README.md", "no task");

        catalogue.look(true);

        assertThat(catalogue.tasks())
                .extracting(FolderTask::file)
                .containsExactly("bad.yaml", "empty.yaml", "folder-a.yaml", "prize.yaml", "taken.yaml", "twice.yaml");
        assertThat(task("folder-a.yaml").state()).isEqualTo(State.LOADED);
        assertThat(task("folder-a.yaml").samples()).isEqualTo(2);
        assertThat(task("prize.yaml").state()).isEqualTo(State.LOADED);
        assertThat(task("bad.yaml").state()).isEqualTo(State.REFUSED);
        assertThat(task("bad.yaml").errors()).isEqualTo(2);
        assertThat(task("bad.yaml").problems())
                .extracting(Violation::field)
                .containsExactly("bad-rows.jsonl:2", "bad-rows.jsonl:3");
        assertThat(reason("empty.yaml")).isEqualTo("there is no file with the rows");
        assertThat(reason("taken.yaml")).isEqualTo("is the name of a built-in task");
        assertThat(reason("twice.yaml")).isEqualTo("is the name of another task of the folder");
        assertThat(samples("folder-a")).isEqualTo(2);
        assertThat(tasks.current("folder-bad")).isEmpty();
        given().get("/api/tasks/folder-a").then().body("mechanism", equalTo("strong-prior"));
    }

    @Test
    void aChangeIsReadOnceItIsSteadyAndABadOneLeavesTheTaskAsItWas() throws IOException {
        write("folder-b.yaml", "mechanism: distractor\n");
        write("folder-b.jsonl", row("one"));
        catalogue.look(true);
        String first = task("folder-b.yaml").version().orElseThrow();

        write("folder-b.jsonl", row("one") + row("two"));
        catalogue.look(false);
        assertThat(samples("folder-b")).isEqualTo(1);
        catalogue.look(false);
        assertThat(samples("folder-b")).isEqualTo(2);
        assertThat(tasks.find("folder-b", first)).isPresent();

        write("folder-b.jsonl", row("one") + row("two") + "half a ro");
        catalogue.look(false);
        catalogue.look(false);
        assertThat(task("folder-b.yaml").state()).isEqualTo(State.REFUSED);
        assertThat(samples("folder-b")).isEqualTo(2);

        write("folder-b.jsonl", row("one") + row("two") + row("three"));
        catalogue.look(false);
        catalogue.look(false);
        assertThat(task("folder-b.yaml").state()).isEqualTo(State.LOADED);
        assertThat(samples("folder-b")).isEqualTo(3);
    }

    @Test
    void aFileThatGoesLeavesItsTaskAndFreesTheName() throws IOException {
        write("folder-c.yaml", "mechanism: distractor\n");
        write("folder-c.jsonl", row("one"));
        catalogue.look(true);
        importOverHttp("folder-c").statusCode(400).body("violations[0].field", equalTo("name"));

        Files.delete(folder.resolve("folder-c.yaml"));
        catalogue.look(false);

        assertThat(catalogue.tasks()).isEmpty();
        assertThat(samples("folder-c")).isEqualTo(1);
        importOverHttp("folder-c").statusCode(201);
    }

    @Test
    void aNameBelongsToTheFirstFileAndToTheNextOneWhenItIsFree() throws IOException {
        write("late.yaml", "name: folder-d\n");
        write("late.jsonl", row("one"));
        catalogue.look(true);
        assertThat(task("late.yaml").state()).isEqualTo(State.LOADED);

        write("early.yaml", "name: folder-d\n");
        write("early.jsonl", row("one") + row("two"));
        catalogue.look(false);
        catalogue.look(false);
        assertThat(task("early.yaml").state()).isEqualTo(State.LOADED);
        assertThat(reason("late.yaml")).isEqualTo("is the name of another task of the folder");
        assertThat(samples("folder-d")).isEqualTo(2);

        Files.delete(folder.resolve("early.yaml"));
        catalogue.look(false);
        assertThat(task("late.yaml").state()).isEqualTo(State.LOADED);
        assertThat(samples("folder-d")).isEqualTo(1);
    }

    @Test
    void aFileThatCanNotBeReadIsReportedUntilItCan() throws IOException {
        AtomicBoolean readable = new AtomicBoolean();
        catalogue = folder(file -> {
            if (!readable.get()) {
                throw new AccessDeniedException(file.name());
            }
        });
        write("folder-e.yaml", "mechanism: distractor\n");
        write("folder-e.jsonl", row("one"));

        catalogue.look(true);
        FolderTask reported = task("folder-e.yaml");
        catalogue.look(false);

        assertThat(reported.state()).isEqualTo(State.REFUSED);
        assertThat(reason("folder-e.yaml")).isEqualTo("it, or its rows, can't be read");
        assertThat(task("folder-e.yaml")).isSameAs(reported);
        readable.set(true);
        catalogue.look(false);
        assertThat(task("folder-e.yaml").state()).isEqualTo(State.LOADED);
    }

    @Test
    void aYamlThatChangesWhileItIsReadIsReadAgain() throws IOException {
        AtomicBoolean changed = new AtomicBoolean();
        catalogue = folder(file -> {
            if (changed.compareAndSet(false, true)) {
                write(file.name(), "mechanism: strong-prior\n");
            }
        });
        write("folder-f.yaml", "mechanism: distractor\n");
        write("folder-f.jsonl", row("one"));

        catalogue.look(true);
        assertThat(catalogue.tasks()).isEmpty();
        catalogue.look(false);
        catalogue.look(false);

        assertThat(task("folder-f.yaml").state()).isEqualTo(State.LOADED);
        given().get("/api/tasks/folder-f").then().body("mechanism", equalTo("strong-prior"));
    }

    private interface AfterReading {
        void accept(FolderFile file) throws IOException;
    }

    /// A catalogue of the folder, in which something happens right after a YAML was read.
    private CatalogueFolder folder(AfterReading then) {
        FolderLoader loader = new FolderLoader(imports, Clock.systemUTC()) {
            @Override
            Manifest manifest(FolderFile file) throws IOException {
                Manifest read = super.manifest(file);
                then.accept(file);
                return read;
            }
        };
        return new CatalogueFolder(Optional.of(folder), imports, loader, new SimpleMeterRegistry());
    }

    private static ValidatableResponse importOverHttp(String task) {
        return given().contentType("application/x-ndjson")
                .body(row("another").getBytes(StandardCharsets.UTF_8))
                .post("/api/tasks/" + task + "/import?format=scalewatch")
                .then();
    }

    private int samples(String task) {
        return tasks.current(task).orElseThrow().samples().size();
    }

    private FolderTask task(String file) {
        return catalogue.tasks().stream()
                .filter(task -> task.file().equals(file))
                .findFirst()
                .orElseThrow();
    }

    private String reason(String file) {
        return task(file).problems().getFirst().reason();
    }

    private void write(String file, String content) throws IOException {
        Files.writeString(folder.resolve(file), content);
    }

    private static String row(String input) {
        return "{\"input\": \"" + input + "\", \"target\": \"yes\"}\n";
    }
}
