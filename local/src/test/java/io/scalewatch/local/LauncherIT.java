package io.scalewatch.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The launcher in a copy of the project's layout, with JDKs and Mavens that only say what they are asked.
class LauncherIT {

    @TempDir
    Path temp;

    private Path project;
    private Path bin;
    private final Map<String, String> environment = new TreeMap<>();

    @BeforeEach
    void layOut() throws IOException {
        project = Files.createDirectories(temp.resolve("a project"));
        bin = Files.createDirectories(temp.resolve("bin"));
        Path launcher = Path.of("../scalewatch");
        Files.copy(launcher, project.resolve("scalewatch"));
        assertThat(project.resolve("scalewatch").toFile().setExecutable(true)).isTrue();
        Files.writeString(project.resolve("pom.xml"), "<project>\n    <version>7.8.9</version>\n</project>\n");
        Files.createDirectories(project.resolve("local/src/main"));
        Files.writeString(project.resolve("local/pom.xml"), "<project/>\n");
        environment.put("PATH", bin + ":/usr/bin:/bin");
        environment.put("SCALEWATCH_JDK_FOLDERS", temp.resolve("jdks") + "/*");
        // Hides the machine's own java and mvn.
        script(bin.resolve("java"), "exit 1");
        script(bin.resolve("mvn"), "exit 1");
    }

    @Test
    void takesJavaHomeWhereItIsNewEnough() throws Exception {
        built();
        environment.put("JAVA_HOME", jdk("mine", "25.0.3").toString());
        jdk("jdks/other", "26");

        Result result = launch("up", "--data", "some dir");

        assertThat(result.output()).contains("mine runs", "io.scalewatch.local.Scalewatch up --data some dir");
        assertThat(result.status()).isZero();
    }

    @Test
    void isNotFooledByAJavaHomeThatIsTooOld() throws Exception {
        built();
        environment.put("JAVA_HOME", jdk("old", "17.0.15").toString());
        jdk("jdks/old8", "1.8.0_402");
        jdk("jdks/right", "25.0.3");

        assertThat(launch("up").output()).contains("right runs");
    }

    @Test
    void isNotFooledByAReleaseFileBesideABrokenJava() throws Exception {
        built();
        Path broken = jdk("broken", "25");
        Files.writeString(broken.resolve("release"), "JAVA_VERSION=\"25.0.3\"\n");
        script(broken.resolve("bin/java"), "echo not a java >&2; exit 126");
        environment.put("JAVA_HOME", broken.toString());
        jdk("jdks/right", "25.0.3");

        assertThat(launch("up").output()).contains("right runs");
    }

    @Test
    void takesTheJavaOnThePathThroughItsHome() throws Exception {
        built();
        Path home = jdk("from path", "27-ea");
        script(bin.resolve("java"), "echo '    java.home = " + home + "' >&2");

        assertThat(launch("up").output()).contains("from path runs");
    }

    @Test
    void saysInOneSentenceWhichJdkIsMissing() throws Exception {
        environment.put("JAVA_HOME", jdk("old", "17.0.15").toString());

        Result result = launch("up");

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.output())
                .isEqualTo("scalewatch: no JDK 25 or newer was found (JAVA_HOME, " + temp.resolve("old")
                        + ", is too old or does not work): install one, for example Eclipse Temurin 25, and set"
                        + " JAVA_HOME to its folder.\n");
    }

    @Test
    void saysInOneSentenceThatMavenDoesNotRun() throws Exception {
        jdk("jdks/right", "25.0.3");

        Result result = launch("demo");

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.output()).contains("does not run: install Maven 3.8.6 or newer.");
    }

    @Test
    void saysInOneSentenceThatMavenIsMissing() throws Exception {
        jdk("jdks/right", "25.0.3");
        Files.delete(bin.resolve("mvn"));
        Path tools = Files.createDirectories(temp.resolve("tools"));
        for (String tool : List.of("bash", "sed", "head", "find", "dirname", "readlink", "env", "cat", "mktemp")) {
            script(tools.resolve(tool), "exec " + which(tool) + " \"$@\"");
        }
        environment.put("PATH", bin + ":" + tools);

        Result result = launch("test");

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.output())
                .isEqualTo("scalewatch: Maven was not found on the PATH: install Maven 3.8.6 or newer, it builds"
                        + " Scalewatch.\n");
    }

    @Test
    void refusesAMavenThatIsTooOld() throws Exception {
        jdk("jdks/right", "25.0.3");
        maven("3.8.5");

        Result result = launch("up");

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.output())
                .isEqualTo("scalewatch: Maven 3.8.5 on the PATH is too old: install Maven 3.8.6 or newer.\n");
    }

    @Test
    void buildsOnceAndAgainOnlyWhenASourceHasChanged() throws Exception {
        jdk("jdks/right", "25.0.3");
        maven("3.10.0");

        assertThat(launch("up").output()).contains("Building Scalewatch (first time", "right runs");
        assertThat(launch("up").output()).doesNotContain("Building").contains("right runs");

        Path source = Files.writeString(project.resolve("local/src/main/New.java"), "class New {}");
        assertThat(source.toFile().setLastModified(System.currentTimeMillis() + 5_000))
                .isTrue();
        assertThat(launch("up").output()).contains("its sources have changed", "right runs");
    }

    @Test
    void showsWhyABuildFailed() throws Exception {
        jdk("jdks/right", "25.0.3");
        script(
                bin.resolve("mvn"),
                "[ \"$1\" = --version ] && { echo Apache Maven 3.9.9; exit 0; }",
                "echo '[ERROR] A.java: ; expected'; exit 1");

        Result result = launch("up");

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.output())
                .contains("[ERROR] A.java: ; expected", "scalewatch: the build failed, see above.")
                .doesNotContain("runs");
    }

    @Test
    void testRunsMavensVerifyWithTheJdkThatItFound() throws Exception {
        Path jdk = jdk("jdks/right", "25.0.3");
        maven("3.8.7");

        Result result = launch("test", "-pl", "contracts");

        assertThat(result.output()).contains("mvn -B verify -pl contracts with " + jdk);
        assertThat(result.status()).isZero();
    }

    @Test
    void buildsTheImagesWithTheVersionAsTheirTag() throws Exception {
        jdk("jdks/right", "25.0.3");
        maven("3.8.7");
        script(bin.resolve("docker"), "echo \"docker $*\" >&2");

        Result result = launch("images", "-Dmore=1");

        assertThat(result.output())
                .contains(
                        "-Dquarkus.container-image.build=true",
                        "\"org.opencontainers.image.version\"=7.8.9",
                        "-Dmore=1",
                        "docker build -q -f deploy/images/tools.Dockerfile -t scalewatch/tools:7.8.9");
        assertThat(result.status()).isZero();
    }

    @Test
    void saysInOneSentenceThatDockerIsMissing() throws Exception {
        jdk("jdks/right", "25.0.3");
        maven("3.8.7");
        Path tools = Files.createDirectories(temp.resolve("tools"));
        for (String tool :
                List.of("bash", "sed", "head", "find", "dirname", "readlink", "env", "cat", "cut", "mktemp")) {
            script(tools.resolve(tool), "exec " + which(tool) + " \"$@\"");
        }
        environment.put("PATH", bin + ":" + tools);

        Result result = launch("images");

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.output())
                .isEqualTo("scalewatch: docker was not found on the PATH: it holds the images that are built.\n");
    }

    @Test
    void worksThroughASymbolicLinkFromAnywhere() throws Exception {
        built();
        jdk("jdks/right", "25.0.3");
        Path link = Files.createSymbolicLink(temp.resolve("link"), Path.of("a project/scalewatch"));

        Result result = run(temp, List.of(link.toString(), "up"));

        assertThat(result.output()).contains("-Dscalewatch.root=" + project, "right runs");
    }

    @Test
    void tellsUsageAndVersionWithoutAJdk() throws Exception {
        assertThat(launch("--version").output()).isEqualTo("scalewatch 7.8.9\n");
        assertThat(launch("--help").output()).contains("Usage: scalewatch COMMAND", "demo", "bench");
        assertThat(launch("--help").status()).isZero();
        assertThat(launch().status()).isEqualTo(2);
    }

    /// A JDK whose java knows its version and otherwise tells how it was called.
    private Path jdk(String folder, String version) throws IOException {
        Path home = Files.createDirectories(temp.resolve(folder));
        script(
                Files.createDirectories(home.resolve("bin")).resolve("java"),
                "[ \"$1\" = -version ] && { echo 'openjdk version \"" + version + "\" 2026-04-21' >&2; exit 0; }",
                "echo \"" + home.getFileName() + " runs $*\"");
        script(home.resolve("bin/javac"), "exit 0");
        return home;
    }

    /// A Maven that builds nothing but the files that the launcher looks for.
    private void maven(String version) throws IOException {
        script(
                bin.resolve("mvn"),
                "[ \"$1\" = --version ] && { echo Apache Maven " + version + "; exit 0; }",
                "echo \"mvn $* with $JAVA_HOME\"",
                "mkdir -p local/target/lib");
    }

    private void built() throws IOException {
        Files.createDirectories(project.resolve("local/target/lib"));
        Path stamp = Files.createFile(project.resolve("local/target/.built"));
        assertThat(stamp.toFile().setLastModified(System.currentTimeMillis() + 5_000))
                .isTrue();
    }

    private static Path which(String tool) {
        return List.of(Path.of("/usr/bin", tool), Path.of("/bin", tool)).stream()
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow();
    }

    private static void script(Path file, String... lines) throws IOException {
        Files.writeString(file, "#!/bin/bash\n" + String.join("\n", lines) + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private record Result(int status, String output) {}

    private Result launch(String... arguments) throws Exception {
        List<String> command =
                new ArrayList<>(List.of(project.resolve("scalewatch").toString()));
        command.addAll(List.of(arguments));
        return run(Path.of("/"), command);
    }

    private Result run(Path directory, List<String> command) throws Exception {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Result(process.waitFor(), output);
    }
}
