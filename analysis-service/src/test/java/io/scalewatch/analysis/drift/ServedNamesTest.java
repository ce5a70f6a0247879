package io.scalewatch.analysis.drift;

import static org.assertj.core.api.Assertions.assertThat;

import io.scalewatch.contracts.event.ServedBy;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ServedNamesTest {

    private static final long HOUR = Duration.ofHours(1).toMillis();

    private record Answer(String fingerprint, boolean firstRun, long at) {}

    @Test
    void replicasThatTakeTurnsAreAllItsOwn() {
        List<Answer> answers = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            answers.add(new Answer("fp_" + i % 3, i < 30, i * HOUR / 10));
        }

        ServedNames names = names(answers);

        assertThat(names.own()).hasSize(3);
        assertThat(names.others()).isEmpty();
    }

    @Test
    void aNameThatComesLaterIsAnotherOnceItIsNoExceptionAnyMore() {
        List<Answer> answers = new ArrayList<>(times(50, new Answer("fp_1", true, 0)));
        answers.addAll(times(9, new Answer("fp_2", false, 2 * HOUR)));

        assertThat(names(answers).others()).isEmpty();
        answers.add(new Answer("fp_2", false, 2 * HOUR));
        assertThat(names(answers).others()).containsExactly("model, fingerprint fp_2");
        // Back again, and on: no other news.
        answers.addAll(times(50, new Answer("fp_1", false, 3 * HOUR)));
        answers.addAll(times(50, new Answer("fp_2", false, 4 * HOUR)));
        assertThat(names(answers).others()).containsExactly("model, fingerprint fp_2");
    }

    /// A smoke run meets one of two replicas, the run after it the other.
    @Test
    void whatAnotherRunMeetsWithinTheHourIsItsOwn() {
        List<Answer> answers = new ArrayList<>(times(5, new Answer("fp_1", true, 0)));
        answers.addAll(times(50, new Answer("fp_2", false, HOUR / 6)));
        answers.addAll(times(50, new Answer("fp_1", false, 2 * HOUR)));

        assertThat(names(answers).own()).containsExactly("model, fingerprint fp_1", "model, fingerprint fp_2");
        assertThat(names(answers).others()).isEmpty();
    }

    @Test
    void aFewAnswersDoNotTellUnderWhichNamesItAnswers() {
        List<Answer> answers = new ArrayList<>(times(19, new Answer("fp_1", true, 0)));
        answers.addAll(times(50, new Answer("fp_2", false, 2 * HOUR)));

        assertThat(names(answers).others()).isEmpty();
        answers.add(new Answer("fp_1", true, HOUR));
        assertThat(names(answers).others()).containsExactly("model, fingerprint fp_2");
    }

    /// Old runs are scored anew, the newest first.
    @Test
    void whatWasAskedBeforeTheFirstRunAndCountedAfterItIsNoOtherName() {
        List<Answer> answers = new ArrayList<>(times(50, new Answer("fp_2", true, 24 * HOUR)));
        answers.addAll(times(20, new Answer("fp_3", true, 24 * HOUR + HOUR / 2)));
        answers.addAll(times(50, new Answer("fp_1", false, 0)));
        answers.addAll(times(50, new Answer("fp_2", false, 0)));

        assertThat(names(answers).others()).isEmpty();
        assertThat(names(answers).own()).hasSize(3);
    }

    @Test
    void alsoInTheFirstRunWhereItGoesOnForLong() {
        List<Answer> answers = new ArrayList<>(times(50, new Answer("fp_1", true, 0)));
        answers.addAll(times(10, new Answer("fp_2", true, 2 * HOUR)));

        assertThat(names(answers).others()).containsExactly("model, fingerprint fp_2");
    }

    @Test
    void whereTheFirstRunToldNoneTheFirstThatAreToldAreItsOwn() {
        List<Answer> answers = new ArrayList<>(times(20, new Answer("fp_1", false, HOUR)));

        assertThat(names(answers).others()).isEmpty();
        answers.addAll(times(20, new Answer("fp_2", false, 3 * HOUR)));
        assertThat(names(answers).others()).containsExactly("model, fingerprint fp_2");
    }

    @Test
    void theOrderDoesNotMatter() {
        List<Answer> answers = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            answers.add(new Answer("fp_" + i / 60, i < 100, i * HOUR / 50));
        }
        List<String> others = names(answers).others();

        assertThat(others).isNotEmpty();
        Collections.shuffle(answers, new Random(1));
        assertThat(names(answers).others()).isEqualTo(others);
    }

    @Test
    void anEndpointThatNamesItselfAnewEachTimeTakesNoMoreRoomAndIsNoNews() throws IOException {
        List<Answer> answers = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            answers.add(new Answer("fp_" + i, i < 500, i * HOUR / 5_000));
        }

        ServedNames names = names(answers);

        assertThat(names.own()).hasSize(ServedNames.MOST + 1);
        assertThat(names.others()).isEmpty();
        assertWrittenAndRead(names);
    }

    @Test
    void aRestartChangesNothing() throws IOException {
        List<Answer> answers = new ArrayList<>(times(20, new Answer("fp_1", false, 0)));
        answers.addAll(times(60, new Answer("fp_2", true, 2 * HOUR)));
        answers.addAll(times(60, new Answer("fp_3", false, 4 * HOUR)));

        ServedNames names = names(answers);

        assertThat(names.others()).containsExactly("model, fingerprint fp_3");
        assertWrittenAndRead(names);
    }

    private static void assertWrittenAndRead(ServedNames names) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        names.write(new DataOutputStream(bytes));
        assertThat(bytes.size()).isLessThan(1_000);
        ServedNames read = ServedNames.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
        assertThat(read.own()).isEqualTo(names.own());
        assertThat(read.others()).isEqualTo(names.others());
    }

    private static List<Answer> times(int times, Answer answer) {
        return Collections.nCopies(times, answer);
    }

    private static ServedNames names(List<Answer> answers) {
        ServedNames names = new ServedNames();
        for (Answer answer : answers) {
            ServedBy served = new ServedBy(Optional.of("model"), Optional.of(answer.fingerprint()), Optional.empty());
            names.count(served, answer.firstRun(), answer.at());
        }
        return names;
    }
}
