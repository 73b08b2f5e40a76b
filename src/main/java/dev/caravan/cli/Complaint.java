package dev.caravan.cli;

import dev.caravan.cli.terminal.ByteSize;
import dev.caravan.converter.BadInputException;
import dev.caravan.converter.ConversionCancelledException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;

/** Says what went wrong: one line where a person can help it, a stack trace where only we can. */
final class Complaint {

    private Complaint() {}

    /** @return the exit code */
    static int about(Throwable fault, PrintWriter err) {
        err.println("error: " + words(fault));
        if (!isForeseen(fault)) {
            fault.printStackTrace(err);
        }
        err.flush();
        return ExitCode.of(fault);
    }

    /** Whether somebody but us can help it. */
    static boolean isForeseen(Throwable fault) {
        return fault instanceof IOException
                || fault instanceof UncheckedIOException
                || fault instanceof BadInputException
                || fault instanceof ConversionCancelledException
                || ExitCode.of(fault) == ExitCode.NOT_ENOUGH_MEMORY;
    }

    static String words(Throwable fault) {
        if (ExitCode.of(fault) == ExitCode.NOT_ENOUGH_MEMORY) {
            return "not enough memory: " + fault.getMessage() + "; this Java may have "
                    + ByteSize.inWords(Runtime.getRuntime().maxMemory())
                    + ": give it more with -Xmx, or the conversion less to do at once with --threads and --memory";
        }
        if (fault instanceof NoSuchFileException missing) {
            return missing.getFile() + ": there is no such file";
        }
        if (fault instanceof FileAlreadyExistsException existing) {
            return existing.getFile() + ": is already there; --replace replaces it";
        }
        return fault.getMessage() == null ? fault.toString() : fault.getMessage();
    }
}
