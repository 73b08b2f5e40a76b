package dev.caravan.archive;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** A source was written to since it was listed. What was made of it until then is worth nothing. */
public final class ChangedSourceException extends IOException {

    ChangedSourceException(Path source, String listed, String found) {
        super("'" + source + "' was written to while it was archived: listed with " + listed + ", found with " + found
                + "; a later scan takes it as it is then");
    }

    /** The one that caused a failure, if that is why: whoever reads an archive may wrap what it throws. */
    public static Optional<ChangedSourceException> in(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .filter(ChangedSourceException.class::isInstance)
                .map(ChangedSourceException.class::cast)
                .findFirst();
    }
}
