package io.scalewatch.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.scalewatch.local.stack.LocalStackFolder;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScalewatchTest {

    @TempDir
    Path folder;

    @Test
    void everyCommandExplainsItself() {
        assertThat(Scalewatch.commandLine().getSubcommands()).hasSizeGreaterThan(10);
        Scalewatch.commandLine().getSubcommands().keySet().forEach(command -> {
            CommandLines.Result result = CommandLines.run(command, "--help");
            assertThat(result.out()).startsWith("Usage: scalewatch " + command);
            assertThat(result.status()).isZero();
        });
    }

    @Test
    void wrongUsageIsStatus2() {
        assertThat(CommandLines.run("dance").status()).isEqualTo(2);
        assertThat(CommandLines.run("up", "--inference", "many").status()).isEqualTo(2);
    }

    @Test
    void aUsersErrorIsOneSentence() {
        CommandLines.Result none = CommandLines.run("up", "--inference", "0");
        assertThat(none.err()).isEqualTo("scalewatch: --inference and --scoring take a number of at least 1\n");
        assertThat(none.status()).isEqualTo(1);

        CommandLines.Result absent =
                CommandLines.run("up", "--simulate", folder.resolve("none.yaml").toString());
        assertThat(absent.err()).isEqualTo("scalewatch: the file " + folder.resolve("none.yaml") + " can't be read\n");

        CommandLines.Result report =
                CommandLines.run("demo", "--report", folder.resolve("no/r.json").toString());
        assertThat(report.err()).contains("the report can't be written to").hasLineCount(1);
    }

    @Test
    void aSecondStackOnTheSameDataIsRefused() throws Exception {
        AutoCloseable first = LocalStackFolder.hold(folder);
        try {
            CommandLines.Result second = CommandLines.run("up", "--data", folder.toString());

            assertThat(second.err())
                    .startsWith("scalewatch: another Scalewatch runs on " + folder)
                    .hasLineCount(1);
            assertThat(second.status()).isEqualTo(1);
        } finally {
            first.close();
        }
    }
}
