package dev.caravan.converter;

import java.io.IOException;
import java.util.Locale;
import java.util.stream.Stream;

/** Java has no exception of its own for a disk that is full, only the system's words. */
public final class FullDisk {

    private FullDisk() {}

    /** Whether this is what the exception, or one that caused it, says. */
    public static boolean isSaidBy(Throwable fault) {
        return Stream.iterate(fault, cause -> cause != null, Throwable::getCause)
                .anyMatch(cause -> cause instanceof NotEnoughDiskException
                        || (cause instanceof IOException && isSaidBy(String.valueOf(cause.getMessage()))));
    }

    /** Whether a system, or a program, says it in this text. */
    public static boolean isSaidBy(String text) {
        String words = text.toLowerCase(Locale.ROOT);
        return words.contains("no space left")
                || words.contains("not enough space")
                || words.contains("quota exceeded");
    }
}
