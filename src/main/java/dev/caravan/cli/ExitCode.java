package dev.caravan.cli;

import dev.caravan.converter.BadInputException;
import dev.caravan.converter.ConversionCancelledException;
import dev.caravan.converter.FullDisk;
import dev.caravan.converter.NotEnoughMemoryException;
import java.util.stream.Stream;

/** How a command says what came of it. These numbers are a promise: docs/convert.md lists them. */
final class ExitCode {
    static final int DONE = 0;
    static final int FAILED = 1;
    static final int BAD_INPUT = 3;
    static final int NOT_ENOUGH_DISK = 4;
    static final int NOT_ENOUGH_MEMORY = 5;
    static final int INTERRUPTED = 130;

    private ExitCode() {}

    static int of(Throwable fault) {
        if (isOf(OutOfMemoryError.class, fault) || isOf(NotEnoughMemoryException.class, fault)) {
            return NOT_ENOUGH_MEMORY;
        }
        if (isOf(BadInputException.class, fault)) {
            return BAD_INPUT;
        }
        if (FullDisk.isSaidBy(fault)) {
            return NOT_ENOUGH_DISK;
        }
        return isOf(ConversionCancelledException.class, fault) ? INTERRUPTED : FAILED;
    }

    /** Whether the fault is one, or was caused by one: threads hand over what they died of as a cause. */
    private static boolean isOf(Class<? extends Throwable> kind, Throwable fault) {
        return Stream.iterate(fault, cause -> cause != null, Throwable::getCause)
                .anyMatch(kind::isInstance);
    }
}
