package dev.caravan.s3;

import java.nio.file.Path;

/** A file is not what it was when its upload began. Repeating a request does not help; the next attempt begins with what is there then. */
public final class ChangedFileException extends PublishException {
    private static final long serialVersionUID = 1;

    ChangedFileException(Path file, String found) {
        super(file + " has changed while it was read: " + found);
    }
}
