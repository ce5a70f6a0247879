package io.scalewatch.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The supervisor over real, small processes.
class SupervisorIT {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    private final List<String> said = new CopyOnWriteArrayList<>();
    private DataDirectory data;
    private Supervisor supervisor;

    @BeforeEach
    void open() {
        data = DataDirectory.open(folder);
        supervisor = new Supervisor(data, said::add, () -> {});
    }

    @AfterEach
    void close() throws InterruptedException {
        supervisor.stopAll();
        data.close();
    }

    @Test
    void aProcessThatDiesIsStartedAgainAndThatIsSaid() throws Exception {
        ManagedProcess process = supervisor.add(shell("worker", "exec sleep 600"));
        supervisor.startAll(LIMIT);
        long first = process.pid().orElseThrow();

        process.kill();

        await().atMost(LIMIT).until(() -> process.isReady() && process.pid().orElseThrow() != first);
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(said)
                        .containsExactly(
                                "worker died (killed by signal 9): it is started again in 0.5 s", "worker is back"));
    }

    @Test
    void eachDeathWaitsLongerThanTheOneBefore() throws Exception {
        ManagedProcess process = supervisor.add(shell("worker", "exec sleep 600"));
        supervisor.startAll(LIMIT);

        for (int death = 1; death <= 3; death++) {
            await().atMost(LIMIT).until(process::isReady);
            long pid = process.pid().orElseThrow();
            ProcessHandle.of(pid).orElseThrow().destroyForcibly();
            await().atMost(LIMIT).until(() -> process.pid().orElse(pid) != pid);
        }

        assertThat(said)
                .filteredOn(line -> line.contains("died"))
                .extracting(line -> line.replaceAll(".* in ", ""))
                .containsExactly("0.5 s", "1.0 s", "2.0 s");
    }

    @Test
    void aProcessThatNeverStartsFailsTheStartWithItsLog() {
        supervisor.add(shell("broken", "echo no such setting; exit 3"));

        assertThatThrownBy(() -> supervisor.startAll(LIMIT))
                .isInstanceOf(StackException.class)
                .hasMessageContaining("broken does not start (exit status 3)")
                .hasMessageContaining(data.log("broken").toString());
        assertThat(data.log("broken")).content().contains("no such setting");
    }

    @Test
    void oneThatIsStoppedStaysDownUntilItIsStarted() throws Exception {
        ManagedProcess process = supervisor.add(shell("worker", "exec sleep 600"));
        supervisor.startAll(LIMIT);
        long first = process.pid().orElseThrow();

        process.stop();

        assertThat(process.pid()).isEmpty();
        assertThat(ProcessHandle.of(first)).isEmpty();
        process.start();
        await().atMost(LIMIT).until(process::isReady);
        assertThat(said).filteredOn(line -> line.contains("died")).isEmpty();
    }

    @Test
    void oneThatIgnoresTheRequestToEndIsKilled() throws Exception {
        ManagedProcess process =
                supervisor.add(shell("stubborn", "trap '' TERM; touch ready-stubborn; while true; do sleep 1; done"));
        supervisor.startAll(LIMIT);
        long pid = process.pid().orElseThrow();

        process.stop();

        assertThat(ProcessHandle.of(pid)).isEmpty();
        assertThat(said).contains("stubborn does not end, it is killed");
    }

    @Test
    void processesStartAfterThoseTheyNeedAndStopBeforeThem() throws Exception {
        Path order = folder.resolve("order");
        String report = "trap 'echo -%1$s >> " + order + "; exit 0' TERM; echo +%1$s >> " + order
                + "; touch ready-%1$s; while true; do sleep 0.1; done";
        supervisor.add(shell("service", report.formatted("service"), Set.of("server")));
        supervisor.add(shell("server", report.formatted("server"), Set.of()));

        supervisor.startAll(LIMIT);
        supervisor.stopAll();

        assertThat(Files.readAllLines(order)).containsExactly("+server", "+service", "-service", "-server");
    }

    @Test
    void theTerminalsInterruptDoesNotReachAProcess() throws Exception {
        // Ready by its own script: one that merely exists may not have got as far as ignoring the interrupt.
        ManagedProcess process = supervisor.add(shell("worker", "touch ready-worker; exec sleep 600"));
        supervisor.startAll(LIMIT);
        long pid = process.pid().orElseThrow();

        new ProcessBuilder("/bin/sh", "-c", "kill -INT " + pid).start().waitFor();
        supervisor.add(shell("another", "exec sleep 600")).start();

        await().atMost(LIMIT).until(() -> supervisor.get("another").isReady());
        assertThat(process.pid()).hasValue(pid);
    }

    @Test
    void whatAKilledSupervisorLeftRunningIsEnded() throws Exception {
        Process leftover = new ProcessBuilder("/bin/sh", "-c", "exec sleep 600").start();
        ProcessRecord.of(leftover.toHandle()).write(data.processRecord("kafka"));

        int ended = data.endLeftovers();

        assertThat(ended).isEqualTo(1);
        assertThat(leftover.waitFor()).isEqualTo(143);
    }

    private ProcessSpec shell(String name, String script) {
        return shell(name, script, Set.of());
    }

    /// Ready once it runs, or once it has made the file that its script names.
    private ProcessSpec shell(String name, String script, Set<String> after) {
        Path ready = data.work().resolve("ready-" + name);
        boolean waits = script.contains("touch ready-");
        return new ProcessSpec(
                name,
                List.of("/bin/sh", "-c", script),
                Map.of(),
                data.work(),
                pid -> waits ? Files.exists(ready) : isRunning(pid, script),
                after,
                Duration.ofSeconds(10),
                Duration.ofSeconds(2),
                List::of);
    }

    /// A script that ends by itself is never ready.
    private static boolean isRunning(long pid, String script) throws IOException {
        return !script.contains("exit 3") && ProcessHandle.of(pid).isPresent();
    }
}
