package dev.caravan.stage.convert;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** What a disk has left. A full one makes converters fail in many ways, of which few name it. */
final class Room {
    private static final long LITTLE = 64L << 20;

    private Room() {}

    /** Whether so little is left that a failure is likely to come from it. */
    static boolean isLittle(Path attempt) throws IOException {
        return free(attempt) < LITTLE;
    }

    /** To be put behind a message; empty when there is room enough. */
    static String remark(Path attempt) throws IOException {
        return isLittle(attempt) ? left(attempt) : "";
    }

    /** To be put behind a message. */
    static String left(Path attempt) throws IOException {
        return String.format(Locale.ROOT, "; %.1f MB left on the disk of %s", free(attempt) / 1e6, attempt.getParent());
    }

    private static long free(Path attempt) throws IOException {
        return Files.getFileStore(attempt).getUsableSpace();
    }
}
