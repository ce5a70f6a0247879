package io.scalewatch.inference.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class PlacesTest {

    private final Places places = new Places(2);

    @Test
    void givesWhatThereIsAtOnce() {
        assertThat(take()).isDone();
        assertThat(take()).isDone();
        assertThat(take()).isNotDone();
    }

    @Test
    void whoWaitsLongestIsNext() {
        take();
        take();
        CompletableFuture<Void> third = take();
        CompletableFuture<Void> fourth = take();

        places.free();
        assertThat(third).isDone();
        assertThat(fourth).isNotDone();

        places.free();
        assertThat(fourth).isDone();
    }

    @Test
    void aPlaceGivenBackIsTakenAgain() {
        take();
        take();

        places.free();

        assertThat(take()).isDone();
        assertThat(take()).isNotDone();
    }

    private CompletableFuture<Void> take() {
        return places.take().toCompletableFuture();
    }
}
