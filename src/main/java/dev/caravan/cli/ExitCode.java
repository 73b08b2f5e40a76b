package dev.caravan.cli;

import dev.caravan.converter.BadInputException;
import dev.caravan.converter.ConversionCancelledException;
import dev.caravan.converter.NotEnoughDiskException;
import java.io.IOException;
import java.util.Locale;

/** How a command says what came of it. */
final class ExitCode {
    static final int DONE = 0;
    static final int FAILED = 1;
    static final int BAD_INPUT = 3;
    static final int NOT_ENOUGH_DISK = 4;
    static final int NOT_ENOUGH_MEMORY = 5;
    static final int INTERRUPTED = 130;

    private ExitCode() {}

    static int of(Throwable fault) {
        if (fault instanceof BadInputException) {
            return BAD_INPUT;
        }
        if (fault instanceof NotEnoughDiskException || isDiskFull(fault)) {
            return NOT_ENOUGH_DISK;
        }
        if (fault instanceof OutOfMemoryError) {
            return NOT_ENOUGH_MEMORY;
        }
        return fault instanceof ConversionCancelledException ? INTERRUPTED : FAILED;
    }

    /** Java has no exception of its own for it, only the system's words. */
    private static boolean isDiskFull(Throwable fault) {
        String words = String.valueOf(fault.getMessage()).toLowerCase(Locale.ROOT);
        return fault instanceof IOException
                && (words.contains("no space left") || words.contains("not enough space") || words.contains("quota"));
    }
}
