package dev.caravan.stage.scan;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** Says in words why the file system refused; its exceptions often carry no more than the path. */
final class Cause {

    private Cause() {}

    static String of(IOException exception) {
        if (exception instanceof AccessDeniedException) {
            return "permission denied";
        } else if (exception instanceof NoSuchFileException) {
            return "it does not exist, or no longer";
        } else if (exception instanceof NotDirectoryException) {
            return "it is not a directory";
        } else if (exception instanceof FileSystemException failure && failure.getReason() != null) {
            return failure.getReason();
        }
        return exception.toString();
    }
}
