package dev.caravan.cli;

import dev.caravan.converter.BadInputException;
import dev.caravan.converter.ConversionCancelledException;
import dev.caravan.converter.NotEnoughDiskException;

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
        if (fault instanceof NotEnoughDiskException) {
            return NOT_ENOUGH_DISK;
        }
        if (fault instanceof OutOfMemoryError) {
            return NOT_ENOUGH_MEMORY;
        }
        return fault instanceof ConversionCancelledException ? INTERRUPTED : FAILED;
    }
}
