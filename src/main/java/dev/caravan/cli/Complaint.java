package dev.caravan.cli;

import dev.caravan.converter.BadInputException;
import dev.caravan.converter.ConversionCancelledException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;

/** Says what went wrong: one line where a person can help it, a stack trace where only we can. */
final class Complaint {

    private Complaint() {}

    /** @return the exit code */
    static int about(Throwable fault, PrintWriter err) {
        err.println("error: " + words(fault));
        boolean foreseen = fault instanceof IOException
                || fault instanceof BadInputException
                || fault instanceof ConversionCancelledException
                || fault instanceof OutOfMemoryError;
        if (!foreseen) {
            fault.printStackTrace(err);
        }
        err.flush();
        return ExitCode.of(fault);
    }

    private static String words(Throwable fault) {
        if (fault instanceof NoSuchFileException missing) {
            return missing.getFile() + ": there is no such file";
        }
        if (fault instanceof FileAlreadyExistsException existing) {
            return existing.getFile() + ": is already there; --replace replaces it";
        }
        if (fault instanceof OutOfMemoryError) {
            return "not enough memory: " + fault.getMessage() + "; give Java more with -Xmx";
        }
        return fault.getMessage() == null ? fault.toString() : fault.getMessage();
    }
}
