package dev.caravan.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WorkersTest {

    @Test
    void everyWorkerDoesTheTaskOnceAndAtTheSameTime() throws IOException {
        CountDownLatch together = new CountDownLatch(3);
        try (Workers workers = new Workers(3, "test", () -> false)) {
            workers.each(() -> await(together));
        }
        assertThat(together.getCount()).isZero();
    }

    private static void await(CountDownLatch latch) throws IOException {
        latch.countDown();
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    @Test
    void theFirstFailureEndsTheOthersAndIsTheOneThatIsTold() throws IOException {
        AtomicInteger number = new AtomicInteger();
        try (Workers workers = new Workers(4, "test", () -> false)) {
            assertThatThrownBy(() -> workers.each(() -> {
                        if (number.getAndIncrement() == 2) {
                            throw new IOException("no such thing");
                        }
                        while (true) {
                            workers.checkStopped();
                        }
                    }))
                    .isInstanceOf(IOException.class)
                    .hasMessage("no such thing");
        }
    }

    @Test
    void anErrorComesBackAsItIs() throws IOException {
        try (Workers workers = new Workers(1, "test", () -> false)) {
            assertThatThrownBy(() -> Workers.await(workers.submit(() -> {
                        throw new OutOfMemoryError("of the test");
                    })))
                    .isInstanceOf(OutOfMemoryError.class);
        }
    }

    @Test
    void whatIsCancelledStopsAtTheNextCheck() throws IOException {
        AtomicBoolean cancelled = new AtomicBoolean();
        try (Workers workers = new Workers(2, "test", cancelled::get)) {
            assertThatThrownBy(() -> workers.each(() -> {
                        while (true) {
                            cancelled.set(true);
                            workers.checkStopped();
                        }
                    }))
                    .isInstanceOf(CancellationException.class);
        }
    }

    @Test
    void nobodyWorksAnyMoreWhenItIsClosed() throws IOException {
        AtomicBoolean working = new AtomicBoolean();
        CountDownLatch begun = new CountDownLatch(1);
        try (Workers workers = new Workers(1, "test", () -> false)) {
            workers.submit(() -> {
                working.set(true);
                begun.countDown();
                try {
                    while (true) {
                        workers.checkStopped();
                    }
                } finally {
                    working.set(false);
                }
            });
            await(begun);
        }
        assertThat(working).isFalse();
    }
}
