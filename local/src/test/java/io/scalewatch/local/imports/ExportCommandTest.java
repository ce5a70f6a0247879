package io.scalewatch.local.imports;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.scalewatch.local.CommandLines;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Against a server that answers as the task-service does, or breaks off.
class ExportCommandTest {

    @TempDir
    Path folder;

    private HttpServer server;
    private String brokenOff = "none";

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String path = exchange.getRequestURI().getPath();
            byte[] body = ("new " + path).getBytes(StandardCharsets.UTF_8);
            boolean breaksOff = path.endsWith(brokenOff);
            exchange.sendResponseHeaders(200, breaksOff ? body.length + 1 : body.length);
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
    void writesBothFilesInThePlaceOfOlderOnes() throws IOException {
        Files.writeString(folder.resolve("mine.yaml"), "old");

        CommandLines.Result result = export();

        assertThat(result.status()).isZero();
        assertThat(files()).containsExactly("mine.jsonl", "mine.yaml");
        assertThat(folder.resolve("mine.jsonl")).hasContent("new /api/tasks/mine/export");
        assertThat(folder.resolve("mine.yaml")).hasContent("new /api/tasks/mine/manifest");
    }

    @Test
    void leavesOlderFilesAsTheyWereWhereOneOfTheNewOnesBreaksOff() throws IOException {
        Files.writeString(folder.resolve("mine.yaml"), "old yaml");
        Files.writeString(folder.resolve("mine.jsonl"), "old rows");

        for (String file : List.of("/export", "/manifest")) {
            brokenOff = file;

            assertThat(export().status()).isNotZero();
            assertThat(files()).containsExactly("mine.jsonl", "mine.yaml");
            assertThat(folder.resolve("mine.jsonl")).hasContent("old rows");
            assertThat(folder.resolve("mine.yaml")).hasContent("old yaml");
        }
    }

    private CommandLines.Result export() {
        return CommandLines.run(
                "export",
                "mine",
                "--out",
                folder.toString(),
                "--url",
                "http://127.0.0.1:" + server.getAddress().getPort());
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
