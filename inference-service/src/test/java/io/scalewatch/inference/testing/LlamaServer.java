package io.scalewatch.inference.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// llama.cpp's own HTTP server, as the Python package `xllamacpp` ships it, with a [TinyModel] by the name of
/// `tiny`: 256 tokens of context for each of two calls at a time, behind a key.
public final class LlamaServer implements AutoCloseable {

    public static final String MODEL = "tiny";
    public static final String KEY = "key-of-the-server";

    private static final int SECONDS_TO_START = 60;

    private final Process process;
    private final String address;

    private LlamaServer(Process process, String address) {
        this.process = process;
        this.address = address;
    }

    /// A Python that has the package; `./scalewatch test` makes one where it may.
    public static Optional<String> python() {
        return Stream.of("../target/llama-server/bin/python", "python3")
                .filter(LlamaServer::hasPackage)
                .findFirst();
    }

    /// @param folder for the model and the server's log
    public static LlamaServer start(String python, Path folder) throws IOException {
        Path model = folder.resolve("tiny.gguf");
        TinyModel.write(model);
        Path script = folder.resolve("llama-server.py");
        try (InputStream in = LlamaServer.class.getResourceAsStream("/llama-server.py")) {
            Files.copy(in, script);
        }
        Process process = new ProcessBuilder(python, script.toString(), model.toString(), MODEL, KEY)
                .redirectError(folder.resolve("llama-server.log").toFile())
                .start();
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String address = CompletableFuture.supplyAsync(() -> line(out))
                .orTimeout(SECONDS_TO_START, TimeUnit.SECONDS)
                .whenComplete((line, failure) -> {
                    if (failure != null) {
                        process.destroyForcibly();
                    }
                })
                .join();
        return new LlamaServer(process, address);
    }

    public String baseUrl() {
        return address + "/v1";
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private static String line(BufferedReader out) {
        try {
            String line = out.readLine();
            if (line == null) {
                throw new IOException("llama.cpp's server did not start: see its log");
            }
            return line;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean hasPackage(String python) {
        try {
            Process process = new ProcessBuilder(python, "-c", "import xllamacpp")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(SECONDS_TO_START, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
