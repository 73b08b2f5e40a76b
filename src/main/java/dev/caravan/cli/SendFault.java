package dev.caravan.cli;

import dev.caravan.s3.ChangedFileException;
import dev.caravan.s3.PublishException;
import java.nio.file.NoSuchFileException;
import java.util.stream.Stream;

/** What a failure to send means to who has ordered it. */
final class SendFault {
    /** The target has refused, and will again: no other command has it. */
    static final int REFUSED = 6;

    private SendFault() {}

    /** @return the exit code */
    static int exit(Throwable fault) {
        int exit = ExitCode.of(fault);
        if (exit != ExitCode.FAILED) {
            return exit;
        }
        if (causes(fault)
                .anyMatch(cause -> cause instanceof ChangedFileException || cause instanceof NoSuchFileException)) {
            return ExitCode.BAD_INPUT;
        }
        boolean refused =
                causes(fault).anyMatch(cause -> cause instanceof PublishException refusal && refusal.isRefusal());
        return refused ? REFUSED : ExitCode.FAILED;
    }

    private static Stream<Throwable> causes(Throwable fault) {
        return Stream.iterate(fault, cause -> cause != null, Throwable::getCause);
    }
}
