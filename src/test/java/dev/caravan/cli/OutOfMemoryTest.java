package dev.caravan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.cli.terminal.ByteSize;
import dev.caravan.converter.BadInputException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

/** Whichever thread memory runs out in, the command ends with 5 and says what to do. */
class OutOfMemoryTest {

    @Test
    void itIsFoundBehindWhatThreadsMakeOfIt() {
        OutOfMemoryError shortage = new OutOfMemoryError("Java heap space");

        assertThat(ExitCode.of(shortage)).isEqualTo(5);
        assertThat(ExitCode.of(new ExecutionException(shortage))).isEqualTo(5);
        assertThat(ExitCode.of(new CompletionException(new ExecutionException(shortage))))
                .isEqualTo(5);
        assertThat(ExitCode.of(new UncheckedIOException(new IOException("broken"))))
                .isEqualTo(1);
        assertThat(ExitCode.of(new ExecutionException(new BadInputException("bad"))))
                .isEqualTo(3);
    }

    @Test
    void theMessageSaysHowMuchWasAllowedAndWhatToDo() {
        StringWriter text = new StringWriter();

        Complaint.about(new ExecutionException(new OutOfMemoryError("Java heap space")), new PrintWriter(text, true));

        assertThat(text.toString())
                .startsWith("error: not enough memory: ")
                .contains(
                        "Java heap space",
                        "this Java may have "
                                + ByteSize.inWords(Runtime.getRuntime().maxMemory()))
                .contains("-Xmx", "--threads", "--memory")
                .hasLineCount(1);
    }

    @Test
    void aThreadThatDiesOfItStopsTheConversion() throws InterruptedException {
        OutOfMemoryError shortage = new OutOfMemoryError("Java heap space");
        try (MemoryWatch watch = new MemoryWatch()) {
            Thread worker = new Thread(() -> {
                throw shortage;
            });
            assertThat(watch.getAsBoolean()).isFalse();

            worker.start();
            joinUninterrupted(worker);

            assertThat(watch.getAsBoolean()).isTrue();
            assertThat(watch.reason(new IllegalStateException("a worker is gone")))
                    .isSameAs(shortage);
        }
        assertThat(Thread.getDefaultUncaughtExceptionHandler() instanceof MemoryWatch)
                .isFalse();
    }

    /** The watch interrupts whoever waits, which is this thread. */
    private static void joinUninterrupted(Thread worker) throws InterruptedException {
        try {
            worker.join();
        } catch (InterruptedException e) {
            worker.join();
        }
        assertThat(Thread.interrupted() || !worker.isAlive()).isTrue();
    }
}
