package io.scalewatch.local.imports;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.scalewatch.local.CommandLines;
import io.scalewatch.task.imports.TaskFormat;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Against a server that answers as the task-service does.
class ImportCommandTest {

    @TempDir
    Path folder;

    private HttpServer server;
    private Path file;
    private String asked = "";
    private int status = 201;
    private String answer = "";

    @BeforeEach
    void serve() throws IOException {
        file = Files.writeString(folder.resolve("rows.jsonl"), "{\"prompt\":\"p\"}\n");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked = exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            byte[] body = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void sendsTheFileAndTellsWhatBecameOfIt() {
        answer = "{\"task\":\"memo\",\"version\":\"0123456789ab\",\"samples\":936,\"created\":true}";

        CommandLines.Result result = run(file.toString(), "--task", "memo");

        assertThat(asked)
                .startsWith("POST /api/tasks/memo/import?format=inverse-scaling-prize --scalewatch-")
                .contains("name=\"file\"; filename=\"rows.jsonl\"", "\r\n\r\n{\"prompt\":\"p\"}\n\r\n--");
        assertThat(result.out()).isEqualTo("task memo, version 0123456789ab, 936 samples\n");
        assertThat(result.status()).isZero();
    }

    @Test
    void saysWhenTheVersionWasThereAlready() {
        answer = "{\"task\":\"memo\",\"version\":\"0123456789ab\",\"samples\":936,\"created\":false}";

        assertThat(run(file.toString(), "--task", "memo").out()).contains("(this version was there already)");
    }

    @Test
    void sendsTheYamlAndTheRowsThatItNames() throws IOException {
        answer = "{\"task\":\"mine\",\"version\":\"0123456789ab\",\"samples\":1,\"created\":true,\"warnings\":[\"w\"]}";
        Path yaml = Files.writeString(folder.resolve("task.yaml"), "name: mine\ndata: rows.jsonl\n");

        CommandLines.Result result = run(yaml.toString(), "--label", "trap");

        assertThat(asked)
                .startsWith("POST /api/tasks/mine/import?format=scalewatch&label=trap ")
                .contains("name=\"task\"; filename=\"task.yaml\"", "data: rows.jsonl", "{\"prompt\":\"p\"}");
        assertThat(result.out()).isEqualTo("task mine, version 0123456789ab, 1 samples\nnote: w\n");
    }

    @Test
    void aPreviewShowsWhatTheFileWouldBecome() {
        status = 200;
        answer = """
                {"task":"memo","version":"0123456789ab","exists":false,"format":"inverse-scaling-prize","samples":2,
                 "heldOut":0,"controls":0,"groups":2,"kinds":{"ENDING":2},"labels":{"TRAP":2},"warnings":["few"],
                 "examples":[{"id":"00001","group":"00001","control":false,"dials":{},
                  "messages":[{"role":"user","content":"Absence makes the heart grow"}],
                  "answer":{"kind":"ENDING","targets":["heavy"],"choices":[],"labels":{"TRAP":["fonder"]}}}]}
                """;

        CommandLines.Result result = run(file.toString(), "--task", "memo", "--preview", "--samples", "1");

        assertThat(asked).startsWith("POST /api/tasks/memo/preview?format=inverse-scaling-prize&samples=1 ");
        assertThat(result.out()).isEqualTo("""
                task memo, version 0123456789ab (new), format inverse-scaling-prize
                2 samples in 2 groups, 0 of them controls; 0 held out
                answers: ENDING 2
                provoked labels: TRAP 2
                note: few

                -- 00001
                user:
                    Absence makes the heart grow
                right: heavy
                TRAP: fonder

                nothing was stored
                """);
    }

    @Test
    void theHelpNamesEveryFormat() {
        assertThat(ImportCommand.FORMATS).isEqualTo(TaskFormat.KNOWN);
    }

    @Test
    void anExportWritesTwoFiles() throws IOException {
        status = 200;
        answer = "content";

        CommandLines.Result result =
                CommandLines.run("export", "memo", "--out", folder.toString(), "--csv", "--url", url());

        assertThat(result.err()).isEmpty();
        assertThat(folder.resolve("memo.csv")).hasContent("content");
        assertThat(folder.resolve("memo.yaml")).hasContent("content");
        assertThat(asked).isEqualTo("GET /api/tasks/memo/manifest?format=scalewatch&syntax=csv ");
    }

    @Test
    void tellsEveryBadRowWithItsPlace() {
        status = 400;
        answer = """
                {"status":400,"title":"Bad Request","detail":"3 rows are bad","errors":3,"violations":[
                 {"field":"line 2","reason":"prompt is empty","remedy":"r"},
                 {"field":"line 17","reason":"answer_index is out of range","remedy":"r"}]}
                """;

        CommandLines.Result result = run(file.toString(), "--task", "memo");

        assertThat(result.err())
                .isEqualTo(file + ":2: prompt is empty\n" + file + ":17: answer_index is out of range\n"
                        + "... and 1 more\n3 errors: nothing of the file was stored\n");
        assertThat(result.status()).isEqualTo(1);
    }

    @Test
    void saysInASentenceThatNothingRuns() {
        server.stop(0);

        CommandLines.Result result = run(file.toString(), "--task", "memo");

        assertThat(result.err())
                .isEqualTo("scalewatch: no Scalewatch answers at " + url()
                        + ": start it with ./scalewatch up, or name another with --url\n");
        assertThat(result.status()).isEqualTo(1);
    }

    @Test
    void tellsAnErrorOfTheServiceInALine() {
        status = 500;
        answer = "{\"status\":500,\"title\":\"Internal Server Error\",\"detail\":\"the log has it as 7\"}";

        CommandLines.Result result = run(file.toString(), "--task", "memo");

        assertThat(result.err()).hasLineCount(1).contains("was answered with 500: the log has it as 7");
        assertThat(result.status()).isEqualTo(1);
    }

    @Test
    void refusesAFileOrANameThatCanNotBe() {
        assertThat(run(folder.resolve("none").toString(), "--task", "memo").err())
                .contains("none can't be read");
        assertThat(run(file.toString(), "--task", "a/b").err()).contains("'a/b' can't be a task's name");
        assertThat(run(file.toString()).err()).contains("Give --task NAME");
        assertThat(asked).isEmpty();
    }

    private CommandLines.Result run(String file, String... options) {
        String[] arguments = new String[options.length + 4];
        arguments[0] = "import";
        arguments[1] = file;
        System.arraycopy(options, 0, arguments, 2, options.length);
        arguments[options.length + 2] = "--url";
        arguments[options.length + 3] = url();
        return CommandLines.run(arguments);
    }

    private String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }
}
